import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { closeBeforeQuit } from '../../../../src-main/gate/close-before-quit.ts';
import { connection, createGates } from './gate-world.ts';

const root = 'https://acme.example/api/v1/';

function write(
  path = "DeployIntegrationDesigntimeArtifact?Id='x'&Version='active'&Secret=s3cret",
  method = 'POST',
) {
  return { method, url: new URL(root + path), headers: { authorization: 'Bearer t', 'x-csrf-token': 'c' } };
}

const refused = { code: 'gate.refused' };
const kinds = async ({ journal }: ReturnType<typeof createGates>) =>
  (await journal.rows()).map(({ kind, closing }) => closing ?? kind);

afterEach(() => vi.useRealTimers());

describe('write-enabling', () => {
  it('takes a reason as one line in which nothing turns the text beside it around', async () => {
    using world = createGates();
    const { gates, wish } = world;
    const { reason } = await gates.open({ ...wish, reason: ' Ticket\u202e 17\nand 18 ' });
    expect(reason).toBe('Ticket 17 and 18');
    await expect(gates.open({ ...wish, reason: '\u202e' })).rejects.toMatchObject({
      facts: { field: 'reason' },
    });
  });

  it('opens for its time with a reason, and closes by itself', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    using world = createGates();
    const { gates, wish, changed } = world;
    await expect(gates.open({ ...wish, reason: '  ' })).rejects.toMatchObject({ facts: { field: 'reason' } });
    const open = await gates.open(wish);
    expect(open.until - open.openedAt).toBe(30 * 60_000);
    expect(gates.list()).toEqual([open]);
    vi.advanceTimersByTime(30 * 60_000);
    expect(gates.list()).toEqual([]);
    expect(changed).toHaveBeenLastCalledWith([]);
    await vi.waitFor(async () => expect(await kinds(world)).toEqual(['opened', 'time-over']));
  });

  it('wants the name typed for production, also where the window does not ask', async () => {
    using world = createGates({ ...connection, environment: 'production' });
    const { gates, wish } = world;
    const wrong = { code: 'input.invalid', facts: { field: 'typedName' } };
    await expect(gates.open(wish)).rejects.toMatchObject(wrong);
    await expect(gates.open({ ...wish, typedName: 'acme' })).rejects.toMatchObject(wrong);
    expect(gates.list()).toEqual([]);
    await gates.open({ ...wish, typedName: 'Acme' });
    expect(gates.list()).toHaveLength(1);
    await gates.close('one', 'by-hand');
  });

  it.each(['asleep', 'back'] as const)('is over in time when the computer was %s', async (how) => {
    using world = createGates();
    const { gates, wish, pass } = world;
    await gates.open(wish);
    const gate = gates.gateFor('one');
    gate.check(write());
    pass(30 * 60_000, how);
    expect(() => gate.check(write())).toThrow(expect.objectContaining(refused) as Error);
    expect(gates.list()).toEqual([]);
    expect(await kinds(world)).toEqual(['opened', 'time-over']);
  });

  it.each([
    ['renamed', { name: 'Other' }],
    ['made production', { environment: 'production' }],
    ['given a proxy', { proxy: { kind: 'none' } }],
  ] as const)('ends when the connection is %s, without being told', async (_what, change) => {
    using world = createGates();
    const { gates, wish, edit } = world;
    await gates.open(wish);
    edit({ lastUsedAt: 5, secret: 'session' });
    gates.gateFor('one').check(write());
    edit(change);
    await expect(gates.gateFor('one').admit(write())).rejects.toMatchObject(refused);
    gates.review();
    expect(gates.list()).toEqual([]);
    expect(await kinds(world)).toEqual(['opened', 'edited']);
  });

  it('ends when the connection is removed', async () => {
    using world = createGates();
    await world.gates.open(world.wish);
    world.removeConnection();
    world.gates.review();
    expect(world.gates.list()).toEqual([]);
    expect(await kinds(world)).toEqual(['opened', 'edited']);
  });

  it('opens nothing that the journal cannot say', async () => {
    using world = createGates();
    rmSync(world.folder, { recursive: true });
    writeFileSync(world.folder, '');
    await expect(world.gates.open(world.wish)).rejects.toMatchObject({ code: 'disk.write-failed' });
    expect(world.gates.list()).toEqual([]);
  });

  it('ends before the app does', async () => {
    using world = createGates();
    await world.gates.open(world.wish);
    let ask: ((event: { preventDefault(): void }) => void) | undefined;
    const quit = vi.fn();
    closeBeforeQuit({ on: (_event, listener) => (ask = listener), quit }, world.gates, () => undefined);
    const preventDefault = vi.fn();
    ask?.({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
    ask?.({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(await kinds(world)).toEqual(['opened', 'app-ended']);
  });
});

describe('a write', () => {
  it('is refused while the gate is closed', async () => {
    using world = createGates();
    await expect(world.gates.gateFor('one').admit(write())).rejects.toMatchObject(refused);
    expect(await world.journal.rows()).toEqual([]);
  });

  it('stands in the journal before it leaves, without content and secrets, and with its result after', async () => {
    using world = createGates();
    await world.gates.open(world.wish);
    const permit = await world.gates.gateFor('one').admit(write());
    expect(readFileSync(world.file, 'utf8')).toContain('"event":"write"');
    await permit.settled({ status: 403 });
    const [, row] = await world.journal.rows();
    expect(row).toMatchObject({
      method: 'POST',
      target: 'DeployIntegrationDesigntimeArtifact',
      key: "Id='x',Version='active'",
      result: 'refused',
      status: 403,
    });
    expect(readFileSync(world.file, 'utf8')).not.toMatch(/s3cret|Bearer|csrf/);
    await world.gates.close('one', 'by-hand');
  });

  it('is refused when the gate closes while its line is written', async () => {
    using world = createGates();
    await world.gates.open(world.wish);
    const admitted = world.gates.gateFor('one').admit(write());
    void world.gates.close('one', 'by-hand');
    await expect(admitted).rejects.toMatchObject(refused);
    const row = (await world.journal.rows()).find(({ kind }) => kind === 'write');
    expect(row).toMatchObject({ result: 'refused', failure: 'gate.refused' });
  });

  it.each([
    ['$batch', 'POST'],
    ['OAuthTokenFromCode', 'GET'],
    ['DeployIntegrationDesigntimeArtifact', 'GET'],
    ['DeployIntegrationDesigntimeArtifact', 'DELETE'],
    ["IntegrationPackages('x')", 'MERGE'],
    ["IntegrationPackages('x')/$batch", 'POST'],
    ['SomethingNobodyKnows', 'POST'],
    ["IntegrationPackages('a')%2FDeployIntegrationDesigntimeArtifact('b')", 'POST'],
    ["IntegrationPackages('a')?sap-method=DELETE", 'PUT'],
    ["IntegrationPackages('x')/..%2f..%2flogout", 'DELETE'],
  ])('stays refused where it is none that is known: %s by %s', async (path, method) => {
    using world = createGates();
    await world.gates.open(world.wish);
    await expect(world.gates.gateFor('one').admit(write(path, method))).rejects.toMatchObject(refused);
    const hidden = { ...write(path), headers: { 'X-HTTP-Method': 'DELETE' } };
    await expect(world.gates.gateFor('one').admit(hidden)).rejects.toMatchObject(refused);
    expect(await kinds(world)).toEqual(['opened']);
    await world.gates.close('one', 'by-hand');
  });

  it('passes for its own connection and its own host alone', async () => {
    using world = createGates();
    await world.gates.open(world.wish);
    const elsewhere = { ...write(), url: new URL('https://other.example/api/v1/RetryMessagingMessages') };
    await expect(world.gates.gateFor('one').admit(elsewhere)).rejects.toMatchObject(refused);
    await expect(world.gates.gateFor('two').admit(write())).rejects.toMatchObject(refused);
    await world.gates.close('one', 'by-hand');
  });
});
