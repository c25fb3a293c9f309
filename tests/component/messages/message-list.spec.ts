import { expect, test } from 'vitest';

import { MessageList } from '../../../src-renderer/features/messages/message-list.svelte.ts';
import { createApi } from '../../../src-renderer/lib/bridge/api.ts';
import type { MessageRow } from '../../../src-shared/model/messages.ts';
import { createFakeBridge } from '../fake-bridge.ts';

const start = Date.UTC(2026, 10, 23, 12);
const row = (index: number): MessageRow => ({
  messageGuid: `M${index}`,
  correlationId: undefined,
  applicationMessageId: undefined,
  applicationMessageType: undefined,
  flowId: 'Orders',
  flowName: 'Orders',
  packageId: undefined,
  status: 'COMPLETED',
  customStatus: undefined,
  start: start - index * 60_000,
  end: undefined,
  sender: undefined,
  receiver: undefined,
  logLevel: undefined,
});

function world() {
  let lastKey = 100;
  const fake = createFakeBridge({
    'messages.query': ({ offset, limit, heldBack }) => ({
      rows: Array.from({ length: Math.min(limit, 200 - offset) }, (_, index) => row(offset + index)),
      offset,
      total: 200,
      lastKey,
      held: heldBack === undefined ? 0 : lastKey - heldBack.afterKey,
    }),
    'messages.counts': () => ({ COMPLETED: 200 }),
    'messages.flows': () => [],
    'messages.loaded': () => ({
      loaded: 200,
      onTenant: undefined,
      complete: true,
      gaps: [],
      forgotten: undefined,
      paused: false,
      syncedAt: start,
      syncing: false,
      error: undefined,
    }),
  });
  const arrive = (count: number): void => {
    lastKey += count;
    fake.publish('messages.changed', { connectionId: 'one' });
  };
  return { fake, arrive, list: new MessageList(createApi(fake.bridge), 'one') };
}

test('new rows wait while a person looks at others, and come when asked for', async () => {
  const { fake, arrive, list } = world();
  const stop = list.listen();
  await expect.poll(() => list.messages.rows.total).toBe(200);
  list.look(40, 60, false);
  arrive(3);
  await expect.poll(() => list.held.count).toBe(3);
  const { heldBack } = fake.inputs('messages.query').at(-1) ?? {};
  // Rows that begin well before the last one on the screen come in below it.
  expect(heldBack).toEqual({ afterKey: 100, start: start - 59 * 60_000 - 15 * 60_000 });
  list.showNew();
  await expect.poll(() => fake.inputs('messages.query').at(-1)?.heldBack).toBeUndefined();
  expect(list.held.count).toBe(0);
  stop();
});

test('at the beginning of the list they come at once, unless a row is open beside it', async () => {
  const { fake, arrive, list } = world();
  const stop = list.listen();
  await expect.poll(() => list.messages.rows.total).toBe(200);
  list.look(0, 20, false);
  arrive(1);
  await expect.poll(() => fake.inputs('messages.query').length).toBeGreaterThan(1);
  expect(fake.inputs('messages.query').at(-1)?.heldBack).toBeUndefined();
  list.look(0, 20, true);
  arrive(1);
  await expect.poll(() => list.held.count).toBe(1);
  stop();
});

test('a hidden list asks nothing until it is shown', async () => {
  const { fake, arrive, list } = world();
  let isShown = true;
  const due: (() => void)[] = [];
  const stop = list.listen((action) => () => {
    if (isShown) action();
    else due.push(action);
  });
  await expect.poll(() => list.messages.rows.total).toBe(200);
  await expect.poll(() => list.messages.rows.isLoading).toBe(false);
  const before = fake.inputs('messages.query').length;
  isShown = false;
  arrive(1);
  await expect.poll(() => due.length).toBe(1);
  expect(fake.inputs('messages.query')).toHaveLength(before);
  due[0]?.();
  await expect.poll(() => fake.inputs('messages.query').length).toBe(before + 1);
  stop();
});
