/**
 * @typedef {{ name: string, reason: string }} Skip
 * @typedef {{ passed: number, failed: number, skips: Skip[] }} Counts
 */

/** Adds up what the tools counted; every tool that is no test runner counts as one. */
export class Tally {
  passed = 0;
  failed = 0;
  /** @type {Skip[]} */
  skips = [];
  /** @type {string[]} */
  failures = [];

  /** @param {string} what @param {Counts} counts */
  add(what, { passed, failed, skips }) {
    this.passed += passed;
    this.failed += failed;
    this.skips.push(...skips);
    if (failed > 0) this.failures.push(`${what}: ${failed} failed`);
    if (passed + failed === 0) {
      this.failed += 1;
      this.failures.push(`${what}: ran no test`);
    }
  }

  /** @param {string} what @param {boolean} fine */
  check(what, fine) {
    if (fine) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    this.failures.push(what);
  }

  /** @param {string} name @param {string} reason */
  skip(name, reason) {
    this.skips.push({ name, reason });
  }

  /** The listing of skips and failures, and the one closing line. */
  report() {
    const lines = this.skips.map(({ name, reason }) => `skipped: ${name} (${reason})`);
    lines.push(...this.failures.map((text) => `failed: ${text}`));
    lines.push(`${this.passed} passed, ${this.failed} failed, ${this.skips.length} skipped`);
    return lines.join('\n');
  }

  isGreen() {
    return this.failed === 0 && this.passed > 0;
  }
}

/**
 * A runner that fails although its tests passed has seen something outside of them, such as an unhandled rejection.
 * @param {Counts} counts @param {number} code its exit code @returns {Counts}
 */
export function withExitCode(counts, code) {
  return code !== 0 && counts.passed > 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @typedef {{ status: string, fullName: string, title: string, meta?: { skipReason?: string } }} VitestCase */

/**
 * From vitest's JSON report.
 * @param {{ testResults: { status: string, name: string, assertionResults: VitestCase[] }[] }} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const cases = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  const skipped = cases.filter(({ status }) => ['skipped', 'pending', 'todo', 'disabled'].includes(status));
  return {
    passed: cases.filter(({ status }) => status === 'passed').length,
    failed: cases.filter(({ status }) => status === 'failed').length + broken.length,
    skips: skipped.map(({ fullName, meta }) => ({
      name: fullName,
      reason: meta?.skipReason ?? 'no reason given',
    })),
  };
}

/**
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ title: string, tests: { status: string, annotations: Annotation[] }[] }} PlaywrightSpec
 * @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/**
 * From Playwright's JSON report.
 * @param {{ suites: PlaywrightSuite[], errors?: unknown[] }} report
 * @returns {Counts}
 */
export function playwrightCounts(report) {
  const specs = report.suites.flatMap(allSpecs);
  const tests = specs.flatMap(({ title, tests: runs }) => runs.map((run) => ({ title, ...run })));
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed:
      tests.filter(({ status }) => status === 'unexpected' || status === 'flaky').length +
      (report.errors?.length ?? 0),
    skips: tests
      .filter(({ status }) => status === 'skipped')
      .map(({ title, annotations }) => ({
        name: title,
        reason: annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given',
      })),
  };
}

/** @param {PlaywrightSuite} suite @returns {PlaywrightSpec[]} */
function allSpecs(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(allSpecs)];
}
