import type { SearchHit } from '../../../src-shared/model/payload-search.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { formatCount } from '../../lib/format/numbers.ts';
import { formatInstant } from '../../lib/format/times.ts';

export type HitColumn = 'start' | 'flow' | 'payload' | 'found' | 'line' | 'count' | 'message';

export function hitColumns(timeZone: () => string): readonly TableColumn<SearchHit, HitColumn>[] {
  return [
    {
      id: 'start',
      title: 'Time',
      width: 180,
      mono: true,
      text: ({ start }) => formatInstant(start, timeZone()),
    },
    { id: 'flow', title: 'Integration flow', width: 200, text: ({ flowName }) => flowName },
    { id: 'payload', title: 'Payload', width: 170, text: payloadText },
    {
      id: 'found',
      title: 'Found',
      width: 320,
      grows: 1,
      mono: true,
      text: ({ places }) => places[0]?.around ?? '',
    },
    {
      id: 'line',
      title: 'Line',
      width: 64,
      align: 'end',
      text: ({ places }) => String(places[0]?.line ?? ''),
    },
    { id: 'count', title: 'Hits', width: 64, align: 'end', text: ({ count }) => formatCount(count) },
    {
      id: 'message',
      title: 'Message id',
      width: 220,
      mono: true,
      quiet: true,
      isHidden: true,
      text: ({ source }) => source.messageGuid,
    },
  ];
}

function payloadText({ name, places }: SearchHit): string {
  const part = places[0]?.part ?? '';
  return part === '' ? name : `${name} › ${part}`;
}
