import type { ArtifactDetails, ArtifactRow, ListState } from '../../../src-shared/model/content.ts';
import type { Answers } from '../fake-bridge.ts';
import { sampleArtifact } from '../samples.ts';

export const synced: ListState = {
  // Files of tests share this module, and the last of them runs minutes after the first.
  get syncedAt() {
    return Date.now() - 180_000;
  },
  syncing: false,
  error: undefined,
};

export function artifact(name: string, changes: Partial<ArtifactRow> = {}): ArtifactRow {
  return {
    ...sampleArtifact(1),
    id: name.replaceAll(' ', '_'),
    name,
    deployedStatus: 'STARTED',
    drift: 'same',
    ...changes,
  };
}

export function artifactDetails(row: ArtifactRow, changes: Partial<ArtifactDetails> = {}): ArtifactDetails {
  return {
    row,
    description: '',
    sender: '',
    receiver: '',
    createdBy: undefined,
    createdAt: undefined,
    packageMode: 'EDIT_ALLOWED',
    configurations: undefined,
    endpoints: [],
    runtimeErrors: undefined,
    webUiUrl: undefined,
    ...changes,
  };
}

/** A library with these artifacts, all of one package, that answers filters by text and chip. */
export function libraryWith(rows: readonly ArtifactRow[], state: ListState = synced): Answers {
  const matching = (text = ''): readonly ArtifactRow[] =>
    rows.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  const inError = (row: ArtifactRow): boolean => row.deployedStatus === 'ERROR';
  return {
    'content.state': () => state,
    'content.refresh': () => ({ jobId: 'j' }),
    'content.refreshArtifact': () => undefined,
    'content.packages': ({ offset }) => {
      const packages =
        rows.length === 0
          ? []
          : [
              {
                id: 'Sales',
                name: 'Contoso Sales',
                mode: 'EDIT_ALLOWED',
                counts: { IntegrationFlow: rows.length },
                errors: rows.filter(inError).length,
                drifts: 0,
              },
            ];
      return { rows: packages, offset, total: packages.length };
    },
    'content.artifacts': ({ filter, offset }) => {
      const found = matching(filter.text).filter((row) => filter.chip !== 'error' || inError(row));
      return { rows: found, offset, total: found.length };
    },
    'content.counts': ({ filter }) => {
      const found = matching(filter.text);
      const error = found.filter(inError).length;
      return { all: found.length, drift: 2, error, draft: 0, 'not-deployed': 1 };
    },
    'content.artifact': ({ artifactId }) => {
      const row = rows.find(({ id }) => id === artifactId) ?? artifact(artifactId);
      return artifactDetails(row);
    },
  };
}
