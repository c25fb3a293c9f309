import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createSecrets } from '../../../../src-main/secrets/create-secrets.ts';
import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import type { SecretsState } from '../../../../src-shared/model/secrets.ts';
import { FakeEncryption, MemoryFile } from './fake-encryption.ts';

const passphrase = 'correct horse, battery staple';
const minute = 60_000;

async function createWorld() {
  const seen = new Set<string>();
  const store = new SecretStore({
    encryption: new FakeEncryption(),
    file: new MemoryFile(),
    changed: vi.fn(),
    seen: (text) => void seen.add(text),
    cost: { N: 2 ** 14, r: 8, p: 1 },
  });
  await store.put('connection:one', 'secret');
  const screen = new EventEmitter();
  const order: string[] = [];
  const published: SecretsState[] = [];
  const parts = createSecrets({
    store,
    screen: { on: (event, listener) => screen.on(event, listener) },
    close: async () => {
      // By now nothing can be opened again.
      order.push(`closed ${store.stateOf('connection:one')}`);
      await Promise.resolve();
    },
    forgetSeen: () => {
      seen.clear();
    },
    reopened: () => void order.push('told'),
    publish: (_path, state) => published.push(state as SecretsState),
    failed: (fault) => {
      throw fault;
    },
  });
  const isLocked = () => published.at(-1)?.vault?.isLocked;
  return { ...parts, store, screen, order, seen, isLocked };
}

let world: Awaited<ReturnType<typeof createWorld>>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  world = await createWorld();
  await world.secrets.protect(passphrase);
  world.order.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the vault locks', () => {
  it('first its key, then everything that was opened with it, and tells', async () => {
    await world.secrets.lock();
    expect(world.order).toEqual(['closed locked', 'told']);
    expect(world.isLocked()).toBe(true);
    await world.secrets.lock();
    expect(world.order).toHaveLength(2);
  });

  it('and the log holds no secret any more; it never held a passphrase or the key of a library', async () => {
    await world.store.put('library:one', 'key of a library');
    await world.store.read('library:one');
    expect([...world.seen]).toEqual(['secret']);
    await world.secrets.lock();
    expect([...world.seen]).toEqual([]);
    await world.secrets.unlock(passphrase);
    await world.secrets.changePassphrase(passphrase, `${passphrase}, changed`);
    await world.store.read('connection:one');
    expect([...world.seen]).toEqual(['secret']);
  });

  it.each(['lock-screen', 'suspend'])('with the event %s of the system', async (event) => {
    world.screen.emit(event);
    await vi.waitFor(() => expect(world.isLocked()).toBe(true));
    await world.secrets.unlock(passphrase);
    await expect(world.store.read('connection:one')).resolves.toBe('secret');
  });

  it('after the idle time, which begins anew with each touch', async () => {
    await world.secrets.setIdleMinutes(5);
    vi.advanceTimersByTime(4 * minute);
    world.touched();
    vi.advanceTimersByTime(4 * minute);
    expect(world.isLocked()).toBe(false);
    vi.advanceTimersByTime(minute);
    await vi.waitFor(() => expect(world.isLocked()).toBe(true));
  });

  it('never where that was chosen', async () => {
    await world.secrets.setIdleMinutes(0);
    vi.advanceTimersByTime(10_000 * minute);
    expect(world.isLocked()).toBe(false);
  });

  it("not where there is none: the key ring is the system's own", async () => {
    await world.secrets.useKeyRing();
    world.order.length = 0;
    world.screen.emit('lock-screen');
    await world.secrets.lock();
    expect(world.order).toEqual([]);
    await expect(world.store.read('connection:one')).resolves.toBe('secret');
  });
});
