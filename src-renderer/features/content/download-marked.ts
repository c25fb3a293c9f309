import type { ArtifactRow } from '../../../src-shared/model/content.ts';
import { formatAmount } from '../../lib/format/numbers.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import type { ArtifactList } from './content-list.svelte.ts';

/** Asks how to bring home what is marked in a list of artifacts; `row`: where nothing is. */
export function downloadMarked(
  { downloads }: AppState,
  connectionId: string,
  list: ArtifactList,
  row?: ArtifactRow,
): void {
  const { selection, total } = list.rows;
  if (selection.isAll) {
    const scope = { of: 'filter', filter: list.askedFilter } as const;
    downloads.open({ connectionId, title: formatAmount(total, 'artifact'), scope });
    return;
  }
  const marked = selection.isEmpty && row ? [row] : selection.rows;
  const [first] = marked;
  if (!first) return;
  const artifacts = marked.map(({ kind, id }) => ({ kind, id }));
  const title = marked.length === 1 ? first.name : formatAmount(marked.length, 'artifact');
  downloads.open({ connectionId, title, scope: { of: 'artifacts', artifacts } });
}
