import { advise } from '../../src-shared/advice.ts';
import { AppError } from '../../src-shared/errors.ts';

/** What a person reads when the app cannot even show its window: what is wrong, where, and what to do. */
export function startFailure(fault: unknown, reference: string, logFolder: string): string {
  if (!(fault instanceof AppError)) {
    return `An unexpected fault stopped the start. The log has it under ${reference}:\n${logFolder}`;
  }
  const { title, text, next } = advise(fault.toData());
  const { file } = fault.facts;
  return [`${title}. ${text}`, file, next, `The log is in ${logFolder}`].filter(Boolean).join('\n\n');
}
