import { describe, expect, test } from 'vitest';

import { Loaded } from '../../../src-renderer/lib/state/loaded.svelte.ts';

describe('a value read from main', () => {
  test('is there when a load is over, also where a later one took its place', async () => {
    const answers: ((value: string) => void)[] = [];
    const loaded = new Loaded(() => new Promise<string>((resolve) => answers.push(resolve)));
    const over: string[] = [];
    const first = loaded.load().then(() => over.push('first'));
    const second = loaded.load();
    answers[0]?.('old');
    await new Promise((done) => setImmediate(done));
    const third = loaded.load();
    answers[1]?.('newer');
    await new Promise((done) => setImmediate(done));
    expect(over).toEqual([]);
    answers[2]?.('new');
    await Promise.all([first, second, third]);
    expect(loaded.value).toBe('new');
  });

  test('is shown while changes keep coming, and read once more after them', async () => {
    const answers: ((value: string) => void)[] = [];
    const signals: AbortSignal[] = [];
    const loaded = new Loaded(
      (signal) =>
        new Promise<string>((resolve) => {
          signals.push(signal);
          answers.push(resolve);
        }),
    );
    const settled = () => new Promise((done) => setImmediate(done));
    loaded.reload();
    for (let change = 0; change < 5; change += 1) loaded.reload();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    answers[0]?.('during the sync');
    await settled();
    expect(loaded.value).toBe('during the sync');
    answers[1]?.('after it');
    await settled();
    expect(loaded.value).toBe('after it');
    expect(answers).toHaveLength(2);
    expect(loaded.loading).toBe(false);
  });

  test('never goes back to an older answer', async () => {
    const answers: ((value: string) => void)[] = [];
    const loaded = new Loaded(() => new Promise<string>((resolve) => answers.push(resolve)));
    const loads = [loaded.load(), loaded.load()];
    answers[1]?.('new');
    answers[0]?.('old');
    await Promise.all(loads);
    expect(loaded.value).toBe('new');
  });
});
