import type { RunStep } from '../../../../src-shared/model/runs.ts';

export const began = Date.UTC(2026, 10, 23, 12);

/** Steps a second apart, from texts such as `A`, `B@part1` and `C!` (failed). */
export function stepsOf(...texts: readonly string[]): readonly RunStep[] {
  return texts.map((text, index) => {
    const [, modelStepId = '', branch = 'main'] = /^(\w+)!?(?:@(\w+))?!?$/.exec(text) ?? [];
    const failed = text.includes('!');
    return {
      child: index + 1,
      stepId: `${modelStepId}_${index + 1}`,
      modelStepId,
      activity: `Activity ${modelStepId}`,
      branch,
      start: began + index * 1_000,
      stop: began + index * 1_000 + 900,
      status: failed ? 'FAILED' : 'COMPLETED',
      error: failed ? 'It broke' : undefined,
    };
  });
}

/** `count` times the same. */
export function times(count: number, ...texts: readonly string[]): readonly string[] {
  return Array.from({ length: count }, () => texts).flat();
}
