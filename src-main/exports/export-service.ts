import { AppError } from '../../src-shared/errors.ts';
import { formatWords } from '../../src-shared/exports/export-columns.ts';
import { safeFileName } from '../../src-shared/file-names.ts';
import type { ExportWanted } from '../../src-shared/model/exports.ts';
import type { Session, Sessions } from '../connections/session.ts';
import type { JobRun, Jobs } from '../jobs/jobs.ts';
import { interval } from '../messages/message-rows.ts';
import { saveFile } from '../sap/save-file.ts';
import { untilCancelled } from '../sap/until-cancelled.ts';
import { chosenCondition, chosenRows, countChosen } from './chosen-messages.ts';
import { columnsToWrite, type ExportValue, valuesOf } from './export-values.ts';
import { csvFile } from './formats/csv.ts';
import { htmlFile } from './formats/html.ts';
import { jsonLinesFile } from './formats/json-lines.ts';
import { xlsxFile } from './formats/xlsx.ts';
import { reportFigures } from './report-figures.ts';

export interface ExportServiceOptions {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  readonly now: () => number;
}

/** Messages of the library as files. Nothing is asked of the tenant. */
export class ExportService {
  readonly #options: ExportServiceOptions;

  constructor(options: ExportServiceOptions) {
    this.#options = options;
  }

  /**
   * Asks where to save and writes as a job; answers when the file is whole, `undefined` where the person cancelled the dialog.
   * Until then nothing stands under its name. Throws what the library or the disk throws, and `request.cancelled`.
   */
  async save(
    { connectionId, ...wanted }: ExportWanted & { readonly connectionId: string },
    signal: AbortSignal,
  ): Promise<{ file: string; count: number } | undefined> {
    const { sessions, jobs, saveAs } = this.#options;
    const session = await sessions.get(connectionId);
    const { extension } = formatWords[wanted.format];
    const file = await saveAs(safeFileName(`Messages of ${session.connection.name}.${extension}`));
    if (file === undefined) return undefined;
    let count = 0;
    const jobId = jobs.start({
      kind: 'export',
      connectionId,
      title: 'Export of messages',
      key: `export ${file}`,
      run: async (job) => {
        count = await this.#write(session, wanted, file, job);
      },
    });
    const job = await untilCancelled(jobs.ended(jobId), signal);
    if (job?.error) throw AppError.from(job.error);
    if (job?.state !== 'done') throw new AppError('request.cancelled', 'The export was cancelled.');
    return { file, count };
  }

  async #write(
    { library, connection }: Session,
    wanted: ExportWanted,
    file: string,
    job: JobRun,
  ): Promise<number> {
    const now = this.#options.now();
    const { messages, format } = wanted;
    const where = chosenCondition(messages, now);
    const total = await countChosen(library, where, job.signal);
    job.progress(0, total);
    let done = 0;
    async function* pieces(): AsyncGenerator<readonly (readonly ExportValue[])[]> {
      for await (const rows of chosenRows(library, where, wanted.sort, job.signal)) {
        yield await valuesOf(library, rows, wanted, job.signal);
        done += rows.length;
        job.progress(done, total);
      }
    }
    const columns = columnsToWrite(wanted);
    if (format === 'html') {
      const range = messages.kind === 'query' ? interval(messages.filter.range, now) : undefined;
      const figures = await reportFigures(library, where, range, job.signal);
      const { description } = wanted;
      const report = { tenant: connection.name, description, madeAt: now, total, ...figures };
      await saveFile(file, htmlFile(columns, pieces(), report));
      return total;
    }
    const write = { csv: csvFile, xlsx: xlsxFile, jsonl: jsonLinesFile }[format];
    await saveFile(file, write(columns, pieces()));
    return done;
  }
}
