import type {
  Conflict,
  FoundConnection,
  ImportChoice,
  ImportOutcome,
} from '../../../src-shared/model/sharing.ts';
import { formatAmount } from '../../lib/format/numbers.ts';

interface Option {
  readonly value: ImportChoice;
  readonly text: string;
}

/** What can become of a connection that was found; first what happens when nobody decides. */
export function optionsFor({ conflict }: FoundConnection): readonly Option[] {
  if (!conflict) return [option('add'), option('skip')];
  return [option('skip'), ...(conflict.canReplace ? [option('replace')] : []), option('both')];
}

export function option(value: ImportChoice): Option {
  return { value, text: optionTexts[value] };
}

const optionTexts: Readonly<Record<ImportChoice, string>> = {
  add: 'Add',
  skip: 'Skip',
  replace: 'Replace',
  both: 'Keep both',
};

export function conflictWords({ name, why }: Conflict): string {
  return why === 'same-id' ? `Is here already, as ${name}` : `The same tenant and client as ${name}`;
}

export function importWords(chosen: number): string {
  return chosen === 0 ? 'Import' : `Import ${formatAmount(chosen, 'connection')}`;
}

export function importedWords({ added, replaced, skipped }: ImportOutcome): string {
  const parts = [
    ...(added > 0 ? [`${formatAmount(added, 'connection')} added`] : []),
    ...(replaced > 0 ? [`${replaced} replaced`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return parts.join(', ');
}
