import { afterEach, describe, expect, it, vi } from 'vitest';

import { runCommandLine } from '../../../src-demo-tenant/command-line.ts';

async function said(...args: readonly string[]) {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const before = process.exitCode;
  try {
    await runCommandLine(args);
    expect(out).not.toHaveBeenCalled();
    return { text: written.mock.calls.map(([text]) => String(text)).join(''), code: process.exitCode };
  } finally {
    process.exitCode = before;
  }
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the command of the demo tenant', () => {
  it('tells its options where they are asked for', async () => {
    const { text, code } = await said('--help');
    expect(text).toMatch(/^Options: --port, /);
    expect(code).not.toBe(2);
  });

  it.each([
    [['--bogus'], "Unknown option '--bogus'"],
    [['--port', 'abc'], '--port must be a whole number'],
    [['--now', 'soon'], '--now must be an instant'],
    [['--faults', 'late,never'], '--faults knows no never'],
  ])('says what is wrong with %j, with its options', async (args, wrong) => {
    const { text, code } = await said(...args);
    expect(text).toContain(wrong);
    expect(text).toContain('\nOptions: --port, ');
    expect(code).toBe(2);
  });
});
