/**
 * Puts the note of `context.skip('reason')` where the JSON report can carry it; vitest's own report drops it.
 */
export default class SkipReasons {
  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    const result = test.result();
    if (result.state === 'skipped' && result.note) {
      /** @type {Record<string, unknown>} */ (test.meta())['skipReason'] = result.note;
    }
  }
}
