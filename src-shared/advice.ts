import { accessAdvice } from './advice/access-advice.ts';
import type { AdviceAction, AdviceText } from './advice/advice-text.ts';
import { computerAdvice } from './advice/computer-advice.ts';
import { credentialsAdvice } from './advice/credentials-advice.ts';
import { payloadAdvice } from './advice/payload-advice.ts';
import { secretsAdvice } from './advice/secrets-advice.ts';
import { sharingAdvice } from './advice/sharing-advice.ts';
import { tenantAdvice } from './advice/tenant-advice.ts';
import type { ErrorCode, ErrorData } from './errors.ts';

/** What a person reads about an error, with all facts filled in. */
export interface Advice {
  readonly show: AdviceText['show'];
  readonly severity: AdviceText['severity'];
  readonly title: string;
  /** What happened. */
  readonly text: string;
  /** What to do now. */
  readonly next: string;
  readonly action: AdviceAction | undefined;
}

/** A code without an entry does not compile. `docs/errors.md` lists the same. */
const table: Readonly<Record<ErrorCode, AdviceText>> = {
  ...accessAdvice,
  ...credentialsAdvice,
  ...secretsAdvice,
  ...sharingAdvice,
  ...tenantAdvice,
  ...computerAdvice,
  ...payloadAdvice,
};

/** Puts an error into words: codes are matched, never texts. */
export function advise({ code, facts }: Pick<ErrorData, 'code' | 'facts'>): Advice {
  const { show, severity, action, ...texts } = table[code];
  const filled = (text: AdviceText['title']): string => (typeof text === 'string' ? text : text(facts));
  return {
    show,
    severity,
    title: filled(texts.title),
    text: sentence(filled(texts.text)),
    next: filled(texts.next),
    action: typeof action === 'function' ? action(facts) : action,
  };
}

/** Hosts begin some sentences and stay as they are; "the tenant" at the beginning gets its capital. */
function sentence(text: string): string {
  return text.startsWith('the tenant') ? `T${text.slice(1)}` : text;
}
