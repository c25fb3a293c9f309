import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { type DemoProcess, DemoTenant } from '../../../../src-main/demo/demo-tenant.ts';

class FakeProcess extends EventEmitter implements DemoProcess {
  readonly sent: unknown[] = [];
  readonly kill = vi.fn(() => this.emit('exit', 0));

  postMessage(message: unknown): void {
    this.sent.push(message);
  }
}

function started(port: number) {
  const url = `http://127.0.0.1:${port}`;
  const key = (name: string) => ({
    name,
    serviceKey: {
      oauth: {
        clientid: `client of ${name}`,
        clientsecret: `secret ${port}`,
        url,
        tokenurl: `${url}/oauth/token`,
      },
    },
  });
  return { type: 'started', url, clients: [key('reader'), key('administrator')] };
}

let processes: FakeProcess[];
let ended: ReturnType<typeof vi.fn<() => void>>;
let demo: DemoTenant;

function process(index: number): FakeProcess {
  const found = processes[index];
  if (!found) throw new Error(`There is no process ${index}`);
  return found;
}

beforeEach(() => {
  vi.useFakeTimers();
  processes = [];
  ended = vi.fn();
  demo = new DemoTenant({
    start: () => {
      const child = new FakeProcess();
      processes.push(child);
      return child;
    },
    options: { latency: 100 },
    ended,
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('DemoTenant', () => {
  it('starts at the first use, once, and answers the administrator', async () => {
    expect(processes).toHaveLength(0);
    const both = Promise.all([demo.credentials(), demo.credentials()]);
    expect(process(0).sent).toEqual([{ type: 'start', options: { latency: 100 } }]);
    process(0).emit('message', started(4711));
    const credentials = {
      tenantUrl: 'http://127.0.0.1:4711',
      tokenUrl: 'http://127.0.0.1:4711/oauth/token',
      clientId: 'client of administrator',
      clientSecret: 'secret 4711',
    };
    await expect(both).resolves.toEqual([credentials, credentials]);
    expect(demo.running).toEqual(credentials);
    expect(processes).toHaveLength(1);
  });

  it('tells when it died, and the next use starts another with new credentials', async () => {
    const first = demo.credentials();
    process(0).emit('message', started(1));
    await first;
    process(0).emit('exit', 1);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(demo.running).toBeUndefined();
    const second = demo.credentials();
    process(1).emit('message', started(2));
    await expect(second).resolves.toMatchObject({ clientSecret: 'secret 2' });
  });

  it.each([
    ['ends before it started', (child: FakeProcess) => child.emit('exit', 1)],
    ['says something else', (child: FakeProcess) => child.emit('message', { type: 'failed', message: 'x' })],
    ['says nothing for half a minute', () => vi.advanceTimersByTime(30_000)],
  ])('fails when the process %s, and can be tried again', async (_what, act) => {
    const first = demo.credentials();
    act(process(0));
    await expect(first).rejects.toMatchObject({ code: 'demo.failed' });
    const second = demo.credentials();
    process(1).emit('message', started(2));
    await expect(second).resolves.toMatchObject({ tenantUrl: 'http://127.0.0.1:2' });
    expect(ended).not.toHaveBeenCalled();
  });

  it('leaves no process behind that did not start in time', async () => {
    const first = demo.credentials();
    vi.advanceTimersByTime(30_000);
    await expect(first).rejects.toThrow();
    expect(process(0).kill).toHaveBeenCalled();
  });

  it('stops without telling that it died', async () => {
    const first = demo.credentials();
    process(0).emit('message', started(1));
    await first;
    demo.stop();
    expect(process(0).kill).toHaveBeenCalled();
    expect(ended).not.toHaveBeenCalled();
    expect(demo.running).toBeUndefined();
  });
});
