import { finalStatuses, type RunRow } from '../../src-shared/model/messages.ts';
import type { MessageRun } from '../../src-shared/model/runs.ts';
import { readRun } from '../messages/read-run.ts';
import { entityPath } from '../sap/odata/address.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import type { RunLibrary } from './run-library.ts';
import { readRunStep } from './run-step.ts';

export interface RunReading {
  readonly client: TenantClient;
  readonly library: RunLibrary;
  readonly now: () => number;
  /** A page was written. */
  readonly changed: () => void;
}

/**
 * Reads the runs of a message and their steps, page after page, into the library (catalogue 2.5). Where a tenant stops short of what
 * it counted without naming a next page, the rest is asked for by `$skip`. Throws what the client throws.
 */
export async function readRuns(
  messageGuid: string,
  { client, library, now, changed }: RunReading,
  signal: AbortSignal,
): Promise<void> {
  const request = (path: string): ReadRequest => ({
    path,
    area: 'messages',
    priority: 'interactive',
    signal,
  });
  const below = `${entityPath('MessageProcessingLogs', messageGuid)}/Runs`;
  const listed: RunRow[] = [];
  for await (const { entities } of client.pages(request(below), readRun)) listed.push(...entities);
  const known = new Map((await library.runs(messageGuid, signal)).map((run) => [run.id, run]));
  for (const [position, run] of listed.entries()) {
    if (isSettled(known.get(run.id), run)) continue;
    await library.writeRun(messageGuid, run, position, now());
    const path = `${entityPath('MessageProcessingLogRuns', run.id)}/RunSteps`;
    const one = { messageGuid, runId: run.id };
    let count = 0;
    let counted: number | undefined;
    let before: number;
    do {
      before = count;
      const query = { $inlinecount: 'allpages', ...(count > 0 && { $skip: String(count) }) };
      for await (const page of client.pages({ ...request(path), query }, readRunStep)) {
        counted ??= page.count;
        count += page.entities.length;
        await library.writeSteps(one, page.entities, false);
        changed();
      }
    } while (count > before && counted !== undefined && count < counted);
    await library.writeSteps(one, [], true);
  }
  changed();
}

/** A run that has ended gets no more steps, and has lost none either. */
function isSettled(known: MessageRun | undefined, { state }: RunRow): boolean {
  return (
    known !== undefined &&
    known.isComplete &&
    known.steps > 0 &&
    known.state === state &&
    finalStatuses.includes(state)
  );
}
