import { beforeEach, describe, expect, it } from 'vitest';

import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { HeaderAnswers } from '../../../../src-main/queries/header-answers.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { MessageFilter } from '../../../../src-shared/model/messages.ts';
import { connection } from '../content/content-world.ts';
import { hour, month, set, start, type SyncWorld } from '../messages/sync-world.ts';
import { unexpectedFault } from '../unexpected-fault.ts';

const never = new AbortController().signal;
const connectionId = connection.id;
const everything: MessageFilter = { range: { kind: 'last', minutes: 60 * 24 * 40 }, statuses: [], flows: [] };
const failedOnes: MessageFilter = { ...everything, statuses: ['FAILED'] };
const asked: MessageFilter = {
  ...everything,
  terms: [{ field: 'header', name: 'orderId', values: ['1'] }],
};
const headersOf = (guid: string): string => `MessageProcessingLogs('${guid}')/CustomHeaderProperties`;

let world: SyncWorld;
let jobs: Jobs;
let answers: HeaderAnswers;
/** Rows that one answer of the library held. */
let largest: number;

beforeEach(async () => {
  world = await set([...month(450), { guid: 'F', start: start - hour, status: 'FAILED' }]);
  await world.sync(start - 31 * 24 * hour, start + 1);
  for (const { guid } of world.messages) world.tenant.put(headersOf(guid), [{ Name: 'n', Value: guid }]);
  world.tenant.requests.length = 0;
  jobs = new Jobs({ changed: () => undefined, logFault: unexpectedFault });
  largest = 0;
  const library: Library = {
    ...world.library,
    all: async (sql, params, signal) => {
      const rows = await world.library.all(sql, params, signal);
      largest = Math.max(largest, rows.length);
      return rows as never;
    },
  };
  answers = new HeaderAnswers({
    sessions: { get: () => Promise.resolve({ connection, client: world.tenant, library }) },
    jobs,
    messagesChanged: () => undefined,
    now: () => start,
  });
});

describe('reading custom headers', () => {
  it('asks the library piece by piece, and the tenant once for each message, also where it refuses', async () => {
    world.tenant.put(headersOf('M100'), new AppError('tenant.failed', '500'));
    const { jobId } = await answers.read({ connectionId, filter: everything });
    expect(await jobs.ended(jobId)).toMatchObject({ state: 'done', done: 451, total: 451 });
    expect(largest).toBeLessThanOrEqual(200);
    expect(new Set(world.tenant.paths).size).toBe(451);
    expect(world.tenant.requests).toHaveLength(451);
    const { headers } = await answers.known({ connectionId, filter: asked }, never);
    expect(headers).toEqual({ messages: 451, known: 450 });
  });

  it('of two filters at once tells the one that still goes on', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resume) => {
      release = resume;
    });
    world.tenant.before = ({ path }) => (decodeURIComponent(path) === headersOf('M0') ? held : undefined);
    const short = await answers.read({ connectionId, filter: failedOnes });
    const long = await answers.read({ connectionId, filter: everything });
    expect(await jobs.ended(short.jobId)).toMatchObject({ state: 'done', done: 1 });
    expect((await answers.known({ connectionId, filter: everything }, never)).jobId).toBe(long.jobId);
    release();
    await jobs.ended(long.jobId);
    expect((await answers.known({ connectionId, filter: everything }, never)).jobId).toBeUndefined();
  });
});
