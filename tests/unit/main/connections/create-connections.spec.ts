import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createConnections } from '../../../../src-main/connections/create-connections.ts';
import { answerConnections } from '../../../../src-main/connections/handlers.ts';
import type { DemoProcess } from '../../../../src-main/demo/demo-tenant.ts';
import type { Answer } from '../../../../src-main/ipc/answer.ts';
import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import { connections as contract } from '../../../../src-shared/contract/connections.ts';
import type { ConnectionActivity } from '../../../../src-shared/model/connections.ts';
import { FakeEncryption, MemoryFile } from '../secrets/fake-encryption.ts';
import {
  draft,
  draftWithoutSecret,
  fakeAccess,
  fakeClient,
  fakeEdges,
  library,
  pagesOf,
  quiet,
  secret,
} from './fakes.ts';

class FakeProcess extends EventEmitter implements DemoProcess {
  readonly kill = vi.fn();
  postMessage(): void {
    const url = 'http://127.0.0.1:4711';
    const oauth = { clientid: 'demo', clientsecret: 'demo-secret', url, tokenurl: `${url}/oauth/token` };
    queueMicrotask(() =>
      this.emit('message', { type: 'started', url, clients: [{ name: 'x', serviceKey: { oauth } }] }),
    );
  }
}

function createWorld() {
  const file = new MemoryFile();
  const published: { readonly path: string; readonly payload: unknown }[] = [];
  const processes: FakeProcess[] = [];
  const gone = vi.fn();
  const activity = vi.fn(() => quiet);
  const client = fakeClient({ entity: (_request, parse) => Promise.resolve(parse({})), page: pagesOf({}) });
  const { openAccess, opened } = fakeAccess(client, { activity });
  const gates = { close: vi.fn(() => Promise.resolve()), review: vi.fn() };
  const parts = createConnections({
    file,
    secrets: new SecretStore({ encryption: new FakeEncryption(), file: new MemoryFile(), changed: vi.fn() }),
    libraries: {
      open: () => Promise.resolve({ ...library, write: () => Promise.resolve() }),
      state: () => Promise.resolve({ kept: 'encrypted', bytes: 1 }),
      remove: () => Promise.resolve(),
      release: () => Promise.resolve(),
      setAside: () => Promise.resolve(),
      unclaimed: () => [],
      close: () => Promise.resolve(),
    },
    jobs: { cancelOf: vi.fn() },
    openAccess,
    checkEdges: fakeEdges(),
    startDemo: () => {
      const child = new FakeProcess();
      processes.push(child);
      return child;
    },
    gates,
    gone,
    publish: (path, payload) => published.push({ path, payload }),
    failed: (fault) => {
      throw fault;
    },
  });
  const of = (path: string) => published.filter((told) => told.path === path).map(({ payload }) => payload);
  return { ...parts, gates, gone, file, published, of, processes, activity, opened };
}

let world: ReturnType<typeof createWorld>;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => {
  world.stop();
});

describe('createConnections', () => {
  it('answers every call of the contract', () => {
    const paths: string[] = [];
    const answer: Answer = (path) => void paths.push(path);
    answerConnections(answer, world);
    const calls = Object.entries(contract).filter(([, { kind }]) => kind === 'call');
    expect(paths.sort()).toEqual(calls.map(([name]) => `connections.${name}`).sort());
  });

  it('tests a form with the stored secret, tells each check, and closes its client', async () => {
    const { id } = await world.connections.save(draft);
    const outcome = await world.tests.test(
      't1',
      { ...draftWithoutSecret, id, name: '' },
      new AbortController().signal,
    );
    expect(outcome.passed).toBe(true);
    expect(world.of('connections.checked')).toEqual(outcome.checks.map((check) => ({ testId: 't1', check })));
    expect(world.opened.map(({ key, close }) => [key, close.mock.calls.length])).toEqual([['passing', 1]]);
    await expect(world.opened[0]?.credentials.secrets.read('clientSecret')).resolves.toBe(secret);
  });

  it('tests a form without a secret up to the token, and says that it is missing', async () => {
    const outcome = await world.tests.test('t2', draftWithoutSecret, new AbortController().signal);
    expect(outcome.checks.find(({ result }) => result === 'failed')).toMatchObject({
      id: 'token',
      error: { code: 'auth.secret-missing' },
    });
  });

  it('remembers the host once the tenant was reached, and publishes what happens', async () => {
    const { id } = await world.connections.save(draft);
    await world.connections.open(id);
    world.activity.mockReturnValue({ ...quiet, reach: 'online', isRecognised: true });
    world.opened[0]?.changed();
    await vi.waitFor(() => expect(world.of('connections.activityChanged')).toHaveLength(1));
    expect(world.of('connections.activityChanged')[0] as ConnectionActivity).toMatchObject({
      connectionId: id,
      reach: 'online',
    });
    expect(world.file.content['connections']).toMatchObject([
      { reachedHost: 'acme.it-cpi001.cfapps.eu10.hana.ondemand.com' },
    ]);
  });

  it('tells of each connection that was removed', async () => {
    const { id } = await world.connections.save(draft);
    await world.connections.remove(id);
    expect(world.gone.mock.calls).toEqual([[id]]);
  });

  it('makes a connection read-only again when it is closed or changed', async () => {
    const { id } = await world.connections.save(draft);
    await world.connections.open(id);
    world.gates.review.mockClear();
    await world.connections.save({ ...draft, id, name: 'Renamed' });
    expect(world.gates.review).toHaveBeenCalled();
    world.sessions.close(id);
    expect(world.gates.close).toHaveBeenCalledWith(id, 'connection-closed');
  });

  it('starts the demo tenant on opening, and again with a new client after it died', async () => {
    const { id } = world.connections.addDemo();
    expect(world.processes).toHaveLength(0);
    await expect(world.connections.open(id)).resolves.toMatchObject({ tenantUrl: 'http://127.0.0.1:4711' });
    world.published.length = 0;
    world.processes[0]?.emit('exit', 1);
    expect(world.opened[0]?.close).toHaveBeenCalled();
    expect(world.of('connections.changed')).toHaveLength(1);
    await world.sessions.get(id);
    expect(world.processes).toHaveLength(2);
    world.stop();
    expect(world.processes[1]?.kill).toHaveBeenCalled();
  });
});
