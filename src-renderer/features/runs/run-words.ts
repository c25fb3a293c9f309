import { labelOf } from '../../../src-shared/content/artifact/element-names.ts';
import type { Flow } from '../../../src-shared/content/artifact/flow.ts';
import type { FoldedSteps, MessageRun, RunLine, RunPath } from '../../../src-shared/model/runs.ts';
import { formatAmount, formatCount, formatDuration } from '../../lib/format/numbers.ts';

/** An element by its name in the flow, where that is known; else by what the log calls it. */
export function elementName(flow: Flow | undefined, modelStepId: string, activity: string): string {
  if (modelStepId === '') return activity === '' ? 'Unnamed step' : activity;
  return labelOf(flow, modelStepId, activity);
}

export function lineName(flow: Flow | undefined, line: RunLine): string {
  if (line.kind === 'step') return elementName(flow, line.step.modelStepId, line.step.activity);
  const { folded } = line;
  switch (folded.shape) {
    case 'loop':
      return `${formatCount(folded.count)} rounds: ${elementNames(flow, folded)}`;
    case 'branches':
      return `${formatAmount(folded.count, 'branch', 'branches')}: ${elementNames(flow, folded)}`;
    case 'round':
      return `Round ${formatCount(folded.number)}`;
    case 'branch':
      return `Branch ${formatCount(folded.number)}`;
  }
}

function elementNames(flow: Flow | undefined, { elements }: FoldedSteps): string {
  const names = elements.map(({ modelStepId, activity }) => elementName(flow, modelStepId, activity));
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} …` : names.join(', ');
}

interface Span {
  readonly start: number | undefined;
  readonly stop: number | undefined;
}

export function spanOf(line: RunLine): Span {
  return line.kind === 'step' ? line.step : line.folded;
}

export function spanText({ start, stop }: Span): string {
  if (start === undefined) return '–';
  return stop === undefined ? 'running' : formatDuration(stop - start);
}

/** How much of the run is known, in a sentence. */
export function extentText(path: RunPath, run: MessageRun | undefined): string {
  const branches =
    path.branches > 1 ? ` in ${formatAmount(path.branches - 1, 'branch', 'branches')} and the main line` : '';
  const time = path.start === undefined ? '' : `, ${spanText(path)}`;
  const first =
    path.firstChild !== undefined && path.firstChild > 1
      ? ` Step ${formatCount(path.firstChild)} is the first that was kept.`
      : '';
  const part = run && !run.isComplete ? ' Not all of them were read yet.' : '';
  return `${formatAmount(path.steps, 'step')}${branches}${time}.${first}${part}`;
}
