import { beforeEach, describe, expect, it, vi } from 'vitest';

import { OpenSessions, type ResolvedConnection } from '../../../../src-main/connections/sessions.ts';
import type { LibraryState } from '../../../../src-main/library/library.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { ConnectionSummary } from '../../../../src-shared/model/connections.ts';
import {
  credentialsOf,
  fakeAccess,
  fakeClient,
  library,
  quiet,
  record,
  tenantUrl,
  tokenUrl,
} from './fakes.ts';

function createWorld() {
  let name = 'Acme';
  const resolve = vi.fn((id: string): Promise<ResolvedConnection> => {
    if (id === 'gone') return Promise.reject(new AppError('connection.not-found', 'gone'));
    return Promise.resolve({
      summary: (): ConnectionSummary => ({ ...record, id, name, secret: 'stored' }),
      isDemo: false,
      record,
      credentials: credentialsOf({ tenantUrl, tokenUrl }),
    });
  });
  const libraries = {
    open: vi.fn(() => Promise.resolve(library)),
    setAside: vi.fn(() => Promise.resolve()),
    state: vi.fn((): Promise<LibraryState | undefined> =>
      Promise.resolve({ kept: 'encrypted', bytes: 4_096 }),
    ),
  };
  const activity = vi.fn(() => quiet);
  const { openAccess, opened } = fakeAccess(fakeClient(), { activity });
  const activityChanged = vi.fn();
  const closed = vi.fn();
  const sessions = new OpenSessions({ resolve, openAccess, libraries, activityChanged, closed });
  const rename = (to: string) => {
    name = to;
  };
  return { sessions, resolve, libraries, opened, activity, activityChanged, closed, rename };
}

let world: ReturnType<typeof createWorld>;
beforeEach(() => {
  world = createWorld();
});

describe('OpenSessions', () => {
  it('opens a connection once for everybody who asks', async () => {
    const [one, other] = await Promise.all([world.sessions.get('one'), world.sessions.get('one')]);
    expect(one).toBe(other);
    expect(one.library).toBe(library);
    expect(world.opened.map(({ key }) => key)).toEqual(['one']);
    await world.sessions.get('two');
    expect(world.opened.map(({ key }) => key)).toEqual(['one', 'two']);
  });

  it('shows a new name in the session that is already open', async () => {
    const session = await world.sessions.get('one');
    world.rename('Renamed');
    expect(session.connection.name).toBe('Renamed');
  });

  it('closes the client when asked, and opens another one with the new credentials', async () => {
    const before = await world.sessions.get('one');
    world.sessions.close('one');
    expect(world.opened[0]?.close).toHaveBeenCalledTimes(1);
    expect(await world.sessions.get('one')).not.toBe(before);
    expect(world.opened).toHaveLength(2);
  });

  it('builds no client for a connection that was closed while it opened', async () => {
    let open = (): void => undefined;
    world.libraries.open.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          open = () => {
            resolve(library);
          };
        }),
    );
    const opening = world.sessions.get('one');
    await vi.waitFor(() => expect(world.libraries.open).toHaveBeenCalled());
    world.sessions.close('one');
    open();
    await expect(opening).rejects.toMatchObject({ code: 'request.cancelled' });
    expect(world.opened).toEqual([]);
  });

  it('opens no library for a connection that was closed before its turn', async () => {
    const opening = world.sessions.get('one');
    world.sessions.close('one');
    await expect(opening).rejects.toMatchObject({ code: 'request.cancelled' });
    expect(world.libraries.open).not.toHaveBeenCalled();
  });

  it('tells of a connection without opening it', async () => {
    world.libraries.state.mockResolvedValueOnce(undefined);
    await expect(world.sessions.activity('one')).resolves.toMatchObject({
      reach: 'unknown',
      library: undefined,
    });
    expect(world.libraries.open).not.toHaveBeenCalled();
    expect(world.resolve).not.toHaveBeenCalled();
  });

  it('answers a failure to whoever asked, and tries again the next time', async () => {
    world.libraries.open.mockRejectedValueOnce(new AppError('library.locked', 'locked'));
    await expect(world.sessions.get('one')).rejects.toMatchObject({ code: 'library.locked' });
    await expect(world.sessions.get('one')).resolves.toMatchObject({ library });
    await expect(world.sessions.get('gone')).rejects.toMatchObject({ code: 'connection.not-found' });
  });

  it('tells what client and library do', async () => {
    await world.sessions.get('one');
    const lastError = new AppError('network.offline', 'offline');
    world.activity.mockReturnValue({ ...quiet, reach: 'offline', lastError, tokenExpiresAt: 5 });
    world.opened[0]?.changed();
    expect(world.activityChanged).toHaveBeenCalledWith('one');
    await expect(world.sessions.activity('one')).resolves.toEqual({
      connectionId: 'one',
      reach: 'offline',
      error: lastError.toData(),
      tokenExpiresAt: 5,
      requests: quiet.requests,
      allowedPerSecond: 9,
      library: { kept: 'encrypted', bytes: 4_096, error: undefined },
    });
  });

  it('tells of a connection that is not open, and why its library is not', async () => {
    world.libraries.state.mockRejectedValueOnce(new AppError('library.newer', 'newer'));
    const activity = await world.sessions.activity('one');
    expect(activity).toMatchObject({ reach: 'unknown', library: { error: { code: 'library.newer' } } });
    expect(activity.requests).toHaveLength(12);
  });

  it('tells of a damaged library that was set aside', async () => {
    const notice = new AppError('library.damaged', 'set aside').toData();
    world.libraries.state.mockResolvedValueOnce({ kept: 'encrypted', bytes: 1, notice });
    await expect(world.sessions.activity('one')).resolves.toMatchObject({ library: { error: notice } });
  });

  it('closes all clients at the end', async () => {
    await Promise.all([world.sessions.get('one'), world.sessions.get('two')]);
    world.sessions.closeAll();
    for (const { close } of world.opened) expect(close).toHaveBeenCalledTimes(1);
  });
});
