import { writeBounds } from '../../../src-shared/messages/query-amounts.ts';
import { queryFields } from '../../../src-shared/messages/query-fields.ts';
import type { MessageTerm } from '../../../src-shared/model/messages.ts';
import { messageStatus } from '../../lib/words/message-status.ts';

export interface TermWords {
  /** "Receiver". */
  readonly title: string;
  /** "ERP", "ERP and 2 more", "over 5s". */
  readonly values: string;
  /** "receiver ERP". */
  readonly short: string;
}

/** A term as a person reads it. */
export function termWords(term: MessageTerm): TermWords {
  const title = titleOf(term);
  const values =
    term.field === 'duration'
      ? writeBounds(term).replaceAll(',', ' ')
      : valuesOf(term.values.map((value) => valueWord(term, value)));
  return { title, values, short: `${title.charAt(0).toLowerCase()}${title.slice(1)} ${values}` };
}

export function valueWord({ field }: Pick<MessageTerm, 'field'>, value: string): string {
  if (value === '') return '(none)';
  return field === 'status' ? messageStatus(value).text : value;
}

function titleOf(term: MessageTerm): string {
  if (term.field === 'duration') return 'Duration';
  if (term.field === 'header') return `Header ${term.name}`;
  return queryFields.find(({ field }) => field === term.field)?.title ?? term.field;
}

function valuesOf([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
