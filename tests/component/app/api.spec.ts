import { describe, expect, test } from 'vitest';

import { createApi } from '../../../src-renderer/lib/bridge/api.ts';
import { Loaded } from '../../../src-renderer/lib/state/loaded.svelte.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { createFakeBridge } from '../fake-bridge.ts';
import { sampleConnection } from '../samples.ts';

describe('the bridge as the window sees it', () => {
  test('gives values and throws failures as AppError', async () => {
    const { bridge } = createFakeBridge({
      'connections.list': () => [sampleConnection()],
      'connections.remove': () => {
        throw new AppError('connection.not-found', 'gone', { host: 'h' });
      },
    });
    const api = createApi(bridge);
    await expect(api.connections.list()).resolves.toHaveLength(1);
    await expect(api.connections.remove({ connectionId: 'x' })).rejects.toMatchObject({
      code: 'connection.not-found',
      facts: { host: 'h' },
    });
  });

  test('tells main when a call is given up', async () => {
    const main = createFakeBridge({ 'connections.list': () => new Promise(() => undefined) });
    const controller = new AbortController();
    void createApi(main.bridge).connections.list(undefined, { signal: controller.signal });
    controller.abort();
    expect(main.cancelled).toEqual([expect.stringMatching(/^[0-9a-f-]{36}-1$/)]);
  });

  test('hands on what comes although the call was given up, and tells it as given up after that', async () => {
    let answer: () => void = () => undefined;
    const main = createFakeBridge({
      'connections.list': () =>
        new Promise((resolve) => {
          answer = () => resolve([sampleConnection()]);
        }),
    });
    const controller = new AbortController();
    const seen: string[] = [];
    const call = createApi(main.bridge).connections.list(undefined, {
      signal: controller.signal,
      late: async (connections) => {
        await Promise.resolve();
        seen.push(...connections.map(({ id }) => id));
      },
    });
    controller.abort();
    answer();
    await expect(call).rejects.toMatchObject({ code: 'request.cancelled' });
    expect(seen).toEqual([sampleConnection().id]);
  });

  test('does not even ask when it was given up before', async () => {
    const main = createFakeBridge();
    const call = createApi(main.bridge).connections.list(undefined, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: 'request.cancelled' });
    expect(main.inputs('connections.list')).toEqual([]);
  });

  test('passes topics on until the listener leaves', () => {
    const check = {
      id: 'route',
      time: 1,
      result: 'passed',
      finding: 'Direct.',
      advice: undefined,
      error: undefined,
    } as const;
    const main = createFakeBridge();
    const heard: unknown[] = [];
    const stop = createApi(main.bridge).connections.checked((told) => heard.push(told.testId));
    main.publish('connections.checked', { testId: 'one', check });
    stop();
    main.publish('connections.checked', { testId: 'two', check });
    expect(heard).toEqual(['one']);
  });
});

describe('Loaded', () => {
  test('lets the latest request win', async () => {
    const answers: ((value: string) => void)[] = [];
    const loaded = new Loaded(() => new Promise<string>((resolve) => answers.push(resolve)));
    const first = loaded.load();
    const second = loaded.load();
    answers[1]?.('new');
    answers[0]?.('old');
    await Promise.all([first, second]);
    expect(loaded.value).toBe('new');
    expect(loaded.loading).toBe(false);
  });

  test('keeps the old value beside the error', async () => {
    let works = true;
    const loaded = new Loaded(() => {
      return works ? Promise.resolve('value') : Promise.reject(new AppError('tenant.failed', 'x'));
    });
    await loaded.load();
    works = false;
    await loaded.load();
    expect([loaded.value, loaded.error?.code]).toEqual(['value', 'tenant.failed']);
    works = true;
    await loaded.load();
    expect(loaded.error).toBeUndefined();
  });
});
