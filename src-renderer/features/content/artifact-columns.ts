import { drifted } from '../../../src-shared/content/drift.ts';
import type { ArtifactColumn, ArtifactRow } from '../../../src-shared/model/content.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { formatMinute } from '../../lib/format/times.ts';
import { kindWords } from '../../lib/words/artifact-kinds.ts';
import { runtimeStatus } from '../../lib/words/runtime-status.ts';
import { driftWords, versionText } from './drift-words.ts';

const none = '–';

export function artifactColumns(timeZone: () => string): readonly TableColumn<ArtifactRow, ArtifactColumn>[] {
  return [
    { id: 'name', title: 'Name', width: 168, grows: 3, text: ({ name }) => name },
    { id: 'id', title: 'Id', width: 92, grows: 3, mono: true, quiet: true, text: ({ id }) => id },
    { id: 'packageName', title: 'Package', width: 92, grows: 3, text: ({ packageName }) => packageName },
    { id: 'kind', title: 'Kind', width: 128, text: ({ kind }) => kindWords[kind].one },
    { id: 'version', title: 'Version', width: 70, mono: true, text: ({ version }) => versionText(version) },
    {
      id: 'deployedVersion',
      title: 'Deployed',
      width: 84,
      mono: true,
      text: ({ deployedVersion, drift }) =>
        deployedVersion === undefined ? none : `${deployedVersion}${drifted.includes(drift) ? ' ≠' : ''}`,
    },
    {
      id: 'deployedStatus',
      title: 'State',
      width: 116,
      text: ({ deployedStatus, drift }) => (drift === 'unknown' ? none : runtimeStatus(deployedStatus).text),
    },
    { id: 'drift', title: 'Drift', width: 114, grows: 1, text: ({ drift }) => driftWords[drift] },
    {
      id: 'modifiedBy',
      title: 'Modified by',
      width: 96,
      grows: 2,
      text: ({ modifiedBy }) => modifiedBy ?? none,
    },
    {
      id: 'modifiedAt',
      title: 'Modified',
      width: 146,
      mono: true,
      text: ({ modifiedAt }) => (modifiedAt === undefined ? none : formatMinute(modifiedAt, timeZone())),
    },
  ];
}

export function artifactKey({ kind, id }: Pick<ArtifactRow, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}
