import { describe, expect, it } from 'vitest';

import { playwrightCounts, Tally, vitestCounts, withExitCode } from '../../../scripts/test/tally.mjs';

describe('the closing line', () => {
  it('adds up tests and checks', () => {
    const tally = new Tally();
    tally.add('unit', { passed: 3, failed: 0, skips: [{ name: 'corpus', reason: 'no ../shared' }] });
    tally.check('format', true);
    expect(tally.report()).toBe('skipped: corpus (no ../shared)\n4 passed, 0 failed, 1 skipped');
    expect(tally.isGreen()).toBe(true);
  });

  it('counts a failed check and names it', () => {
    const tally = new Tally();
    tally.check('lint', false);
    expect(tally.report()).toBe('failed: lint\n0 passed, 1 failed, 0 skipped');
    expect(tally.isGreen()).toBe(false);
  });

  it('takes a run without tests for a failure', () => {
    const tally = new Tally();
    tally.check('format', true);
    tally.add('end to end', { passed: 0, failed: 0, skips: [] });
    expect(tally.isGreen()).toBe(false);
    expect(tally.report()).toContain('end to end: ran no test');
  });
});

describe('the exit code of a runner', () => {
  const counts = { passed: 2, failed: 0, skips: [] };

  it('counts as a failure when no test explains it', () => {
    expect(withExitCode(counts, 1).failed).toBe(1);
  });

  it('adds nothing to failures that are counted, to a good end, or where no test ran', () => {
    expect(withExitCode({ ...counts, passed: 0 }, 1).failed).toBe(0);
    expect(withExitCode({ ...counts, failed: 3 }, 1).failed).toBe(3);
    expect(withExitCode(counts, 0)).toEqual(counts);
  });
});

describe('counts of vitest', () => {
  it('reads passed, failed and skipped with the reason', () => {
    const report = {
      testResults: [
        {
          status: 'failed',
          name: 'a.spec.ts',
          assertionResults: [
            { status: 'passed', fullName: 'a one', title: 'one' },
            { status: 'failed', fullName: 'a two', title: 'two' },
            { status: 'skipped', fullName: 'a three', title: 'three', meta: { skipReason: 'no ../shared' } },
          ],
        },
      ],
    };
    expect(vitestCounts(report)).toEqual({
      passed: 1,
      failed: 1,
      skips: [{ name: 'a three', reason: 'no ../shared' }],
    });
  });

  it('counts a file that does not even load', () => {
    const report = { testResults: [{ status: 'failed', name: 'a.spec.ts', assertionResults: [] }] };
    expect(vitestCounts(report).failed).toBe(1);
  });
});

describe('counts of Playwright', () => {
  it('finds tests in nested suites, and their skip reasons', () => {
    const report = {
      suites: [
        {
          title: 'shell.e2e.ts',
          suites: [
            {
              title: 'the shell',
              specs: [
                { title: 'one', tests: [{ status: 'expected', annotations: [] }] },
                { title: 'two', tests: [{ status: 'unexpected', annotations: [] }] },
                {
                  title: 'three',
                  tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'macOS only' }] }],
                },
              ],
            },
          ],
        },
      ],
    };
    expect(playwrightCounts(report)).toEqual({
      passed: 1,
      failed: 1,
      skips: [{ name: 'three', reason: 'macOS only' }],
    });
  });

  it('counts a test that needed luck, and a file that does not load, as failed', () => {
    const flaky = { title: 'one', tests: [{ status: 'flaky', annotations: [] }] };
    expect(playwrightCounts({ suites: [{ title: 'a', specs: [flaky] }], errors: ['x'] }).failed).toBe(2);
  });
});
