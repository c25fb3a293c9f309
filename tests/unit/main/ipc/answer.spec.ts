import { describe, expect, it } from 'vitest';

import {
  callingWindow,
  createCalls,
  type MainPort,
  type SenderEvent,
} from '../../../../src-main/ipc/answer.ts';
import { AppError, type Reply } from '../../../../src-shared/errors.ts';
import { jobsInputsForTest } from './schemas.ts';

type Listener = (event: SenderEvent, message: unknown) => Promise<unknown>;

class FakePort implements MainPort {
  readonly handlers = new Map<string, Listener>();
  readonly listeners = new Map<string, (event: SenderEvent, message: unknown) => void>();
  handle(channel: string, listener: Listener): void {
    this.handlers.set(channel, listener);
  }
  on(channel: string, listener: (event: SenderEvent, message: unknown) => void): void {
    this.listeners.set(channel, listener);
  }
  async call(event: SenderEvent, input: unknown, callId = '1'): Promise<Reply<unknown>> {
    const handler = this.handlers.get('call:jobs.cancel');
    if (!handler) throw new Error('no handler');
    return (await handler(event, { input, callId })) as Reply<unknown>;
  }
}

const frame = { url: 'app://tenant-atlas/index.html' };
const trusted: SenderEvent = { senderFrame: frame, sender: { id: 1, mainFrame: frame } };
const foreign: SenderEvent = {
  senderFrame: { url: 'https://example.org' },
  sender: { id: 1, mainFrame: frame },
};

function setUp() {
  const port = new FakePort();
  const faults: unknown[] = [];
  const { answer, abandon } = createCalls({
    port,
    isTrusted: (event) => event === trusted,
    schema: (path) => (path === 'jobs.cancel' ? jobsInputsForTest.cancel : undefined),
    logFault: (_path, fault) => {
      faults.push(fault);
      return 'REF1';
    },
  });
  return { port, answer, abandon, faults };
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise<undefined>((_done, failed) => {
    signal.addEventListener('abort', () => {
      failed(signal.reason as AppError);
    });
  });
}

describe('answer', () => {
  it('refuses a sender that is not the app window before anything else', async () => {
    const { port, answer } = setUp();
    let ran = false;
    answer('jobs.cancel', () => {
      ran = true;
    });
    const reply = await port.call(foreign, { jobId: 'x' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
    expect(ran).toBe(false);
  });

  it('refuses input that the schema does not know', async () => {
    const { port, answer } = setUp();
    answer('jobs.cancel', () => undefined);
    expect(await port.call(trusted, { jobId: 7 })).toMatchObject({
      ok: false,
      error: { code: 'input.invalid' },
    });
    expect(await port.call(trusted, { jobId: 'x', more: 1 })).toMatchObject({ ok: false });
  });

  it('tells what a handler calls, however late, whose call it is', async () => {
    const { port, answer } = setUp();
    let asking: number | undefined;
    answer('jobs.cancel', async () => {
      await Promise.resolve();
      asking = callingWindow();
    });
    await port.call(trusted, { jobId: 'x' });
    expect(asking).toBe(1);
    expect(callingWindow()).toBeUndefined();
  });

  it('answers the value of the handler', async () => {
    const { port, answer } = setUp();
    const seen: string[] = [];
    answer('jobs.cancel', ({ jobId }) => {
      seen.push(jobId);
    });
    expect(await port.call(trusted, { jobId: 'x' })).toEqual({ ok: true, value: undefined });
    expect(seen).toEqual(['x']);
  });

  it('sends an AppError as data, without stack or cause', async () => {
    const { port, answer } = setUp();
    answer('jobs.cancel', () => {
      throw new AppError('disk.full', 'No room.', { file: 'x' }, { cause: new Error('secret') });
    });
    const reply = await port.call(trusted, { jobId: 'x' });
    expect(reply).toEqual({
      ok: false,
      error: { code: 'disk.full', message: 'No room.', facts: { file: 'x' } },
    });
  });

  it('turns an unknown fault into a reference number and tells the log alone', async () => {
    const { port, answer, faults } = setUp();
    answer('jobs.cancel', () => {
      throw new TypeError('client_secret=abc');
    });
    const reply = await port.call(trusted, { jobId: 'x' });
    expect(JSON.stringify(reply)).not.toContain('abc');
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal', facts: { reference: 'REF1' } } });
    expect(faults).toHaveLength(1);
  });

  it('aborts the call that the window gives up, and no other', async () => {
    const { port, answer } = setUp();
    answer('jobs.cancel', (_input, signal) => untilAborted(signal));
    const call = port.call(trusted, { jobId: 'x' }, 'mine');
    port.listeners.get('cancel')?.(trusted, 'another');
    port.listeners.get('cancel')?.(foreign, 'mine');
    port.listeners.get('cancel')?.(trusted, 'mine');
    expect(await call).toMatchObject({ ok: false, error: { code: 'request.cancelled' } });
  });

  it('gives up the calls of a page that is gone, and tells a handler who called', async () => {
    const { port, answer, abandon } = setUp();
    const callers: number[] = [];
    answer('jobs.cancel', (_input, signal, { contentsId }) => {
      callers.push(contentsId);
      return untilAborted(signal);
    });
    const call = port.call(trusted, { jobId: 'x' });
    abandon(2);
    abandon(1);
    expect(await call).toMatchObject({ ok: false, error: { code: 'request.cancelled' } });
    expect(callers).toEqual([1]);
  });

  it('keeps the call of a new page when the old one of the same name ends', async () => {
    const { port, answer, abandon } = setUp();
    const signals: AbortSignal[] = [];
    answer('jobs.cancel', (_input, signal) => {
      signals.push(signal);
      return untilAborted(signal);
    });
    const old = port.call(trusted, { jobId: 'x' }, 'call-1');
    abandon(1);
    const young = port.call(trusted, { jobId: 'x' }, 'call-1');
    await old;
    port.listeners.get('cancel')?.(trusted, 'call-1');
    expect(await young).toMatchObject({ ok: false, error: { code: 'request.cancelled' } });
    expect(signals).toHaveLength(2);
  });

  it('does not start with a call that has no schema', () => {
    const { answer } = setUp();
    expect(() => answer('jobs.list', () => [])).toThrow('No input schema');
  });
});
