import { beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../../../../src-shared/errors.ts';
import { never } from '../content/content-world.ts';
import { message, run, type RunWorld, runWorld, serveRun, stepEntity } from './run-world.ts';

const secret = 'IBAN DE00 1234';
const headers = [{ TraceId: '1', Name: 'Content-Type', Value: 'application/xml' }];

let world: RunWorld;
beforeEach(async () => {
  world = await runWorld();
  serveRun(
    world.tenant,
    'COMPLETED',
    [1, 2, 3].map((child) => stepEntity(child, `Step${child}`)),
  );
  for (const child of [1, 3]) {
    world.tenant.put(`MessageProcessingLogRunSteps(RunId='run-1',ChildCount=${child})/TraceMessages`, [
      {
        TraceId: `${child}`,
        MplId: 'guid-1',
        RunId: 'run-1',
        ModelStepId: 'x',
        MimeType: 'text/plain',
        PayloadSize: '14',
      },
    ]);
    world.tenant.put(`TraceMessages(${child}L)/$value`, `${secret} ${child}`);
    world.tenant.put(`TraceMessages(${child}L)/Properties`, headers);
    world.tenant.put(`TraceMessages(${child}L)/ExchangeProperties`, []);
  }
  await world.runs.read(message, never);
});

async function readAll() {
  return world.jobs.ended((await world.traces.read(run)).jobId);
}

describe('a trace', () => {
  it('of one step has body, headers and exchange properties', async () => {
    await expect(world.traces.step({ ...run, child: 1 }, never)).resolves.toMatchObject({
      step: { child: 1, modelStepId: 'Step1' },
      next: { child: 2 },
      trace: {
        messages: [
          {
            id: '1',
            mimeType: 'text/plain',
            body: { text: `${secret} 1`, truncated: false, shape: 'text' },
            headers: [{ name: 'Content-Type', value: 'application/xml' }],
            properties: [],
          },
        ],
      },
    });
    await expect(world.traces.step({ ...run, child: 2 }, never)).resolves.toMatchObject({
      trace: { messages: [] },
    });
    await expect(world.traces.step({ ...run, child: 9 }, never)).rejects.toMatchObject({
      code: 'tenant.not-found',
    });
  });

  it('is read as a whole with all bodies first, and nothing twice', async () => {
    expect(await readAll()).toMatchObject({ state: 'done', done: 3, total: 3 });
    const { paths } = world.tenant;
    const lastBody = paths.findLastIndex((path) => path.endsWith('$value'));
    const firstHeaders = paths.findIndex((path) => path.endsWith('/Properties'));
    expect(firstHeaders).toBeGreaterThan(lastBody);
    await expect(world.traces.state(run, never)).resolves.toEqual({
      read: 3,
      traced: [1, 3],
      jobId: undefined,
      isKept: false,
    });
    const before = world.tenant.requests.length;
    await world.traces.step({ ...run, child: 3 }, never);
    expect(await readAll()).toMatchObject({ state: 'done' });
    expect(world.tenant.requests).toHaveLength(before);
  });

  it('is gone with the page unless the connection keeps payloads', async () => {
    await readAll();
    expect(await world.library.all('SELECT * FROM step_traces')).toEqual([]);
    await world.traces.forgetMessage(message);
    await expect(world.traces.state(run, never)).resolves.toMatchObject({ read: 0, traced: [] });
    world.keepsPayloads = true;
    await readAll();
    await world.traces.forgetMessage(message);
    world.tenant.put('TraceMessages(3L)/$value', undefined);
    await expect(world.traces.state(run, never)).resolves.toMatchObject({ traced: [1, 3], isKept: true });
    await expect(world.traces.step({ ...run, child: 3 }, never)).resolves.toMatchObject({
      trace: { messages: [{ body: { text: `${secret} 3` } }] },
    });
  });

  it('that was kept is removed when the connection keeps payloads no longer', async () => {
    world.keepsPayloads = true;
    await readAll();
    world.keepsPayloads = false;
    await world.traces.state(run, never);
    expect(await world.library.all('SELECT * FROM step_traces')).toEqual([]);
  });

  it('says which right is missing, and keeps bodies whose headers are refused', async () => {
    world.tenant.put('TraceMessages(3L)/Properties', new AppError('tenant.failed', 'no'));
    expect(await readAll()).toMatchObject({ state: 'done' });
    await expect(world.traces.state(run, never)).resolves.toMatchObject({ traced: [1, 3] });
    await world.traces.forgetMessage(message);
    world.tenant.put('TraceMessages(1L)/$value', new AppError('auth.forbidden', 'no', { area: 'payloads' }));
    expect(await readAll()).toMatchObject({ state: 'failed', error: { code: 'auth.forbidden' } });
  });
});
