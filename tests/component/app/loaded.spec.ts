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
