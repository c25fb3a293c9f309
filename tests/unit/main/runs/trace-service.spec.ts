import { beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../../../../src-shared/errors.ts';
import { never } from '../content/content-world.ts';
import { message, run, type RunWorld, runWorld, serveRun, stepEntity } from './run-world.ts';

const secret = 'IBAN DE00 1234';
const headers = [{ TraceId: '1', Name: 'Content-Type', Value: 'application/xml' }];

/** Web contents of two windows. */
const page = 1;
const otherPage = 2;

let world: RunWorld;
beforeEach(() => begin());

async function begin(mostHeld?: number): Promise<void> {
  world = await runWorld(mostHeld);
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
}

async function readAll(owner = page) {
  return world.jobs.ended((await world.traces.read(run, owner)).jobId);
}

describe('a trace', () => {
  it('of one step has body, headers and exchange properties', async () => {
    await expect(world.traces.step({ ...run, child: 1 }, page, never)).resolves.toMatchObject({
      step: { child: 1, modelStepId: 'Step1' },
      next: { child: 2 },
      trace: {
        messages: [
          {
            id: '1',
            mimeType: 'text/plain',
            headers: [{ name: 'Content-Type', value: 'application/xml' }],
            properties: [],
          },
        ],
      },
    });
    const asked = world.tenant.requests.length;
    await expect(world.body('1')).resolves.toEqual({ text: `${secret} 1`, from: 'memory' });
    expect(world.tenant.requests).toHaveLength(asked);
    await expect(world.traces.step({ ...run, child: 2 }, page, never)).resolves.toMatchObject({
      trace: { messages: [] },
    });
    await expect(world.traces.step({ ...run, child: 9 }, page, never)).rejects.toMatchObject({
      code: 'tenant.not-found',
    });
  });

  it('is read as a whole with all bodies first, and nothing twice', async () => {
    expect(await readAll()).toMatchObject({ state: 'done', done: 3, total: 3 });
    const { paths } = world.tenant;
    const lastBody = paths.findLastIndex((path) => path.endsWith('$value'));
    const firstHeaders = paths.findIndex((path) => path.endsWith('/Properties'));
    expect(firstHeaders).toBeGreaterThan(lastBody);
    await expect(world.traces.state(run, page, never)).resolves.toEqual({
      read: 3,
      traced: [1, 3],
      notHeld: 0,
      jobId: undefined,
      isKept: false,
    });
    const before = world.tenant.requests.length;
    await world.traces.step({ ...run, child: 3 }, page, never);
    expect(await readAll()).toMatchObject({ state: 'done' });
    expect(world.tenant.requests).toHaveLength(before);
  });

  it('is gone with the page unless the connection keeps payloads', async () => {
    await readAll();
    expect(await world.library.all('SELECT * FROM step_traces')).toEqual([]);
    expect(await world.library.all('SELECT * FROM payloads')).toEqual([]);
    world.traces.forgetMessage(message, page);
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({ read: 0, traced: [] });
    await expect(world.body('3')).resolves.toMatchObject({ from: 'tenant' });
    world.keepsPayloads = true;
    await readAll();
    world.traces.forgetMessage(message, page);
    world.tenant.put('TraceMessages(3L)/$value', undefined);
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({
      traced: [1, 3],
      isKept: true,
    });
    await expect(world.body('3')).resolves.toEqual({ text: `${secret} 3`, from: 'library' });
  });

  it('has bodies as they came, of whatever size is opened', async () => {
    world.tenant.put('TraceMessages(1L)/$value', new Uint8Array([0x50, 0x4b, 0, 0xff]));
    world.tenant.put('TraceMessages(3L)/$value', 'x'.repeat(1_500_000));
    await readAll();
    expect((await world.body('3')).text).toHaveLength(1_500_000);
    expect((await world.body('1')).text).toBe(Buffer.from([0x50, 0x4b, 0, 0xff]).toString());
  });

  it('that was kept is removed when the connection keeps payloads no longer', async () => {
    world.keepsPayloads = true;
    await readAll();
    world.keepsPayloads = false;
    await world.traces.state(run, page, never);
    expect(await world.library.all('SELECT * FROM step_traces')).toEqual([]);
    expect(await world.library.all('SELECT * FROM payloads')).toEqual([]);
    expect(await world.library.all('SELECT * FROM payload_chunks')).toEqual([]);
  });

  it('is kept no longer where that is switched off while it is read', async () => {
    world.keepsPayloads = true;
    world.tenant.before = async ({ path }) => {
      if (!path.endsWith('$value') || !world.keepsPayloads) return;
      world.keepsPayloads = false;
      await world.review();
    };
    expect(await readAll()).toMatchObject({ state: 'done' });
    expect(await world.library.all('SELECT * FROM step_traces')).toEqual([]);
    expect(await world.library.all('SELECT * FROM payloads')).toEqual([]);
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({ traced: [1, 3] });
  });

  it('says which right is missing, and keeps bodies whose headers are refused', async () => {
    world.tenant.put('TraceMessages(3L)/Properties', new AppError('tenant.failed', 'no'));
    expect(await readAll()).toMatchObject({ state: 'done' });
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({ traced: [1, 3] });
    world.traces.forgetMessage(message, page);
    world.tenant.put('TraceMessages(1L)/$value', new AppError('auth.forbidden', 'no', { area: 'payloads' }));
    expect(await readAll()).toMatchObject({ state: 'failed', error: { code: 'auth.forbidden' } });
  });

  it('stays with the window that shows it when another one goes', async () => {
    await readAll();
    await world.traces.state(run, otherPage, never);
    world.traces.forget(otherPage);
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({ read: 3, traced: [1, 3] });
    await expect(world.body('1')).resolves.toMatchObject({ from: 'memory' });
    await world.traces.state(run, otherPage, never);
    world.traces.forgetMessage(message, page);
    await expect(world.traces.state(run, otherPage, never)).resolves.toMatchObject({ read: 3 });
    await expect(world.body('1')).resolves.toMatchObject({ from: 'memory' });
    world.traces.forget(page);
    world.traces.forget(otherPage);
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({ read: 0 });
    await expect(world.body('1')).resolves.toMatchObject({ from: 'tenant' });
  });

  it('is gone with its connection, whoever shows it', async () => {
    await readAll();
    world.traces.connectionGone('another');
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({ read: 3 });
    world.traces.connectionGone(run.connectionId);
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({ read: 0 });
  });

  it('is read no further when nobody looks at it', async () => {
    world.tenant.before = (request) => {
      if (request.path.endsWith('$value')) world.traces.forgetMessage(message, page);
    };
    expect(await readAll()).toMatchObject({ state: 'cancelled' });
    world.tenant.before = () => undefined;
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({ read: 0, jobId: undefined });
    await expect(world.body('1')).resolves.toMatchObject({ from: 'tenant' });
  });

  it('makes room for others where memory is full, says so, and is read again when it is looked at', async () => {
    await begin(30);
    expect(await readAll()).toMatchObject({ state: 'done' });
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({
      read: 3,
      traced: [1, 3],
      notHeld: 1,
    });
    for (const child of [1, 3])
      await expect(world.traces.step({ ...run, child }, page, never)).resolves.toMatchObject({
        trace: { messages: [{ headers: [{ value: 'application/xml' }] }] },
      });
  });

  it('says how many bodies were not read ahead', async () => {
    world.tenant.put("MessageProcessingLogRunSteps(RunId='run-1',ChildCount=1)/TraceMessages", [
      { TraceId: '1', MimeType: 'text/plain', PayloadSize: `${200 * 1024 * 1024}` },
    ]);
    await readAll();
    await expect(world.traces.state(run, page, never)).resolves.toMatchObject({ read: 3, notHeld: 1 });
  });
});
