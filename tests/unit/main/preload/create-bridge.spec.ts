import { describe, expect, it } from 'vitest';

import { createBridge, type RendererPort } from '../../../../src-main/preload/create-bridge.ts';
import type { Bridge } from '../../../../src-shared/contract/bridge.ts';
import { contract } from '../../../../src-shared/contract/contract.ts';

class FakePort implements RendererPort {
  readonly invoked: unknown[][] = [];
  readonly sent: unknown[][] = [];
  readonly listeners = new Map<string, (event: unknown, ...args: unknown[]) => void>();
  invoke(...args: unknown[]): Promise<unknown> {
    this.invoked.push(args);
    return Promise.resolve({ ok: true, value: [] });
  }
  send(...args: unknown[]): void {
    this.sent.push(args);
  }
  on(channel: string, listener: (event: unknown, ...args: unknown[]) => void): void {
    this.listeners.set(channel, listener);
  }
  removeListener(channel: string): void {
    this.listeners.delete(channel);
  }
}

function setUp() {
  const port = new FakePort();
  return {
    port,
    bridge: createBridge(contract, port, (file) => `/dropped/${String(file)}`) as unknown as Bridge,
  };
}

describe('the bridge', () => {
  it('has exactly the members of the contract, and cancel', () => {
    const { bridge } = setUp();
    expect(Object.keys(bridge).sort()).toEqual([...Object.keys(contract), 'cancel'].sort());
    for (const domain of Object.keys(contract) as (keyof typeof contract)[]) {
      expect(Object.keys(bridge[domain])).toEqual(Object.keys(contract[domain]));
    }
  });

  it('is frozen, down to each domain', () => {
    const { bridge } = setUp();
    expect(Object.isFrozen(bridge)).toBe(true);
    expect(Object.isFrozen(bridge.connections)).toBe(true);
  });

  it('sends input and call id on the channel of the call', async () => {
    const { bridge, port } = setUp();
    await bridge.connections.list(undefined, '7');
    expect(port.invoked).toEqual([['call:connections.list', { input: undefined, callId: '7' }]]);
  });

  it('hands topics on without the event of Electron, and unsubscribes', () => {
    const { bridge, port } = setUp();
    const heard: unknown[][] = [];
    const stop = bridge.jobs.changed((...args: unknown[]) => heard.push(args));
    port.listeners.get('topic:jobs.changed')?.({ sender: 'secret' }, []);
    expect(heard).toEqual([[[]]]);
    stop();
    expect(port.listeners.size).toBe(0);
  });

  it('cancels by id', () => {
    const { bridge, port } = setUp();
    bridge.cancel('7');
    expect(port.sent).toEqual([['cancel', '7']]);
  });
});
