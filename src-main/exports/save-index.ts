import { join } from 'node:path';

import { csvLines, csvStart } from '../../src-shared/csv.ts';
import type { ErrorData } from '../../src-shared/errors.ts';
import type { Library } from '../library/library.ts';
import { saveFile } from '../sap/save-file.ts';
import type { DownloadStore, FileToSave } from './download-store.ts';

interface IndexToSave {
  readonly library: Library;
  readonly store: DownloadStore;
  readonly downloadId: string;
  readonly folder: string;
}

export const indexName = 'index.csv';

const header = [
  'File',
  'Result',
  'Kind',
  'Name',
  'Content type',
  'Bytes',
  'Message id',
  'Integration flow',
  'Start (UTC)',
  'Status',
  'Correlation id',
  'Payload id',
];
const results = {
  saved: 'saved',
  open: 'not yet',
  gone: 'no longer on the tenant',
  failed: 'failed',
} as const;
const pieceSize = 500;

/** What a download has, file by file, as a table beside the files. */
export async function saveIndex({ library, store, downloadId, folder }: IndexToSave): Promise<void> {
  // Also after a cancel, which gave up the job's own signal.
  const { signal } = new AbortController();
  async function* lines(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    yield encoder.encode(csvStart + csvLines([header]));
    for (let after = 0; ;) {
      const files = await store.files(downloadId, after, pieceSize, signal);
      const last = files.at(-1);
      if (!last) return;
      const facts = await factsOf(library, files, signal);
      yield encoder.encode(csvLines(files.map((file) => cells(file, facts.get(file.guid)))));
      after = last.position;
    }
  }
  await saveFile(join(folder, indexName), lines());
}

interface Facts {
  readonly guid: string;
  readonly flow: string;
  readonly start: number;
  readonly status: string;
  readonly correlation: string | null;
}

async function factsOf(
  library: Library,
  files: readonly FileToSave[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Facts>> {
  const rows = await library.all<Facts & Record<string, string | number | null>>(
    `SELECT m.guid, coalesce(nullif(f.name, ''), f.id) AS flow, m.start, m.status, m.correlation_id AS correlation
     FROM messages m JOIN flows f ON f.flow_key = m.flow WHERE m.guid IN (SELECT value FROM json_each(?))`,
    [JSON.stringify([...new Set(files.map(({ guid }) => guid))])],
    signal,
  );
  return new Map(rows.map((row) => [row.guid, row]));
}

function cells(file: FileToSave, facts: Facts | undefined): readonly string[] {
  const { state, error } = file;
  const code = error === null ? '' : ` (${(JSON.parse(error) as ErrorData).code})`;
  return [
    file.file ?? '',
    state === 'failed' ? `${results.failed}${code}` : results[state],
    file.kind,
    file.name,
    file.content_type,
    file.bytes === null ? '' : String(file.bytes),
    file.guid,
    facts?.flow ?? '',
    facts ? new Date(facts.start).toISOString() : '',
    facts?.status ?? '',
    facts?.correlation ?? '',
    file.payload,
  ];
}
