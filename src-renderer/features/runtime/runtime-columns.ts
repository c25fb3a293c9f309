import type { RuntimeColumn, RuntimeRow } from '../../../src-shared/model/runtime.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { formatMinute } from '../../lib/format/times.ts';
import { readable, runtimeStatus } from '../../lib/words/runtime-status.ts';

export const noCounterpart = 'No design-time counterpart';
const none = '–';

export function runtimeColumns(timeZone: () => string): readonly TableColumn<RuntimeRow, RuntimeColumn>[] {
  return [
    { id: 'status', title: 'State', width: 96, text: ({ status }) => runtimeStatus(status).text },
    { id: 'name', title: 'Name', width: 170, grows: 2, text: ({ name }) => name },
    { id: 'id', title: 'Id', width: 190, grows: 2, mono: true, quiet: true, text: ({ id }) => id },
    { id: 'type', title: 'Type', width: 132, text: ({ type }) => readable(type) },
    { id: 'version', title: 'Version', width: 72, mono: true, text: ({ version }) => version },
    {
      id: 'packageName',
      title: 'Package',
      width: 216,
      grows: 2,
      text: (row) => (row.hasDesignTime ? (row.packageName ?? none) : noCounterpart),
    },
    {
      id: 'deployedBy',
      title: 'Deployed by',
      width: 150,
      grows: 1,
      text: ({ deployedBy }) => deployedBy || none,
    },
    {
      id: 'deployedAt',
      title: 'Deployed',
      width: 144,
      mono: true,
      text: ({ deployedAt }) => (deployedAt === undefined ? none : formatMinute(deployedAt, timeZone())),
    },
  ];
}
