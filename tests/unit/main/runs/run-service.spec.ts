import { beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../../../../src-shared/errors.ts';
import { never } from '../content/content-world.ts';
import { message, run, type RunWorld, runWorld, serveRun, stepEntity, storeMessage } from './run-world.ts';

const thousands = Array.from({ length: 2_345 }, (_, index) => stepEntity(index + 1, `Step${index % 7}`));
const steps = "MessageProcessingLogRuns('run-1')/RunSteps";

let world: RunWorld;
beforeEach(async () => {
  world = await runWorld();
});

describe('runs', () => {
  it('are read page after page into the library, and told of each', async () => {
    serveRun(world.tenant, 'COMPLETED', thousands);
    await world.runs.read(message, never);
    const [known] = await world.runs.list(message, never);
    expect(known).toMatchObject({
      id: 'run-1',
      logLevel: 'TRACE',
      steps: 2_345,
      isComplete: true,
      start: 1_000,
    });
    expect(world.told.length).toBeGreaterThanOrEqual(4);
    expect(await world.runs.path(run, never)).toMatchObject({ steps: 2_345, firstChild: 1, branches: 1 });
  });

  it('are read to the end where the tenant counts more than it names pages for', async () => {
    serveRun(world.tenant, 'COMPLETED', thousands);
    world.tenant.countsOnly = true;
    await world.runs.read(message, never);
    expect((await world.runs.list(message, never))[0]).toMatchObject({ steps: 2_345, isComplete: true });
    const skips = world.tenant.requests
      .filter(({ path }) => path.endsWith('RunSteps'))
      .map(({ query }) => query?.['$skip']);
    expect(skips).toEqual([undefined, '1000', '2000']);
  });

  it('that have ended are not read again; others are', async () => {
    serveRun(world.tenant, 'PROCESSING', thousands.slice(0, 2));
    await world.runs.read(message, never);
    serveRun(world.tenant, 'COMPLETED', thousands.slice(0, 5));
    await world.runs.read(message, never);
    await world.runs.read(message, never);
    expect(world.tenant.paths.filter((path) => path === steps)).toHaveLength(2);
    expect((await world.runs.list(message, never))[0]).toMatchObject({ state: 'COMPLETED', steps: 5 });
  });

  it('that were read in part stay, and say so', async () => {
    serveRun(world.tenant, 'COMPLETED', thousands);
    let pages = 0;
    world.tenant.before = ({ path }) => {
      if (path.endsWith('RunSteps') && (pages += 1) === 2) throw new AppError('network.cut', 'cut');
    };
    await expect(world.runs.read(message, never)).rejects.toMatchObject({ code: 'network.cut' });
    expect((await world.runs.list(message, never))[0]).toMatchObject({ steps: 1_000, isComplete: false });
    await world.runs.read(message, never);
    expect((await world.runs.list(message, never))[0]).toMatchObject({ steps: 2_345, isComplete: true });
  });

  it('show a window of their lines, or the steps of one element', async () => {
    serveRun(world.tenant, 'COMPLETED', thousands);
    await world.runs.read(message, never);
    const folded = await world.runs.lines({ ...run, toggled: [], offset: 0, limit: 500 }, never);
    expect(folded.rows[0]).toMatchObject({
      kind: 'folded',
      folded: { shape: 'loop', count: 335, steps: 2_345 },
    });
    const only = { ...run, toggled: [], element: 'Step3', offset: 300, limit: 10 };
    const { rows, total } = await world.runs.lines(only, never);
    expect([rows.length, total]).toEqual([10, 335]);
    expect(rows[0]).toMatchObject({ kind: 'step', step: { modelStepId: 'Step3', child: 300 * 7 + 4 } });
  });

  it('go with their message, whoever removes it', async () => {
    serveRun(world.tenant, 'COMPLETED', thousands.slice(0, 3));
    await storeMessage(world.library);
    world.keepsPayloads = true;
    await world.runs.read(message, never);
    await world.traces.step({ ...run, child: 1 }, 1, never);
    await world.library.write([{ sql: 'DELETE FROM messages WHERE guid = ?', params: ['guid-1'] }]);
    for (const table of ['message_runs', 'run_steps', 'step_traces']) {
      expect(await world.library.all(`SELECT * FROM ${table}`)).toEqual([]);
    }
  });
});
