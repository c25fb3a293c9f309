import type { RunLine } from '../../../src-shared/model/runs.ts';
import type { MenuItem } from '../../components/overlay/menu-item.ts';
import type { TableColumn } from '../../components/table/table-column.ts';
import { formatAmount, formatDuration } from '../../lib/format/numbers.ts';
import { formatInstant } from '../../lib/format/times.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { messageStatus } from '../../lib/words/message-status.ts';
import type { MessageWay } from './message-way.svelte.ts';
import { lineName, spanOf, spanText } from './run-words.ts';

export type RunColumn = 'name' | 'status' | 'duration' | 'bar' | 'place' | 'start' | 'element' | 'branch';

export function runColumns(
  way: MessageWay,
  timeZone: () => string,
  isBrief: boolean,
): readonly TableColumn<RunLine, RunColumn>[] {
  const step = (line: RunLine) => (line.kind === 'step' ? line.step : undefined);
  return [
    { id: 'name', title: 'Step', width: 148, grows: 2, text: (line) => lineName(way.flow, line) },
    {
      id: 'status',
      title: 'Status',
      width: 114,
      text: (line) =>
        line.kind === 'step' ? messageStatus(line.step.status).text : formatAmount(line.folded.steps, 'step'),
    },
    {
      id: 'duration',
      title: 'Duration',
      width: 84,
      align: 'end',
      mono: true,
      text: (line) => spanText(spanOf(line)),
      plain: { title: 'Duration (ms)', value: (line) => durationOf(spanOf(line)) },
    },
    {
      id: 'bar',
      title: 'Time',
      width: 100,
      grows: 1,
      isHidden: isBrief,
      text: (line) => sinceText(way, spanOf(line).start),
      plain: {
        title: 'Since the start (ms)',
        value: (line) => durationOf({ start: way.path.value?.start, stop: spanOf(line).start }),
      },
    },
    {
      id: 'place',
      title: '#',
      width: 56,
      align: 'end',
      mono: true,
      isHidden: true,
      text: (line) => String(step(line)?.child ?? ''),
    },
    {
      id: 'start',
      title: 'Start',
      width: 170,
      mono: true,
      isHidden: true,
      text: (line) => {
        const { start } = spanOf(line);
        return start === undefined ? '–' : formatInstant(start, timeZone());
      },
    },
    {
      id: 'element',
      title: 'Element',
      width: 150,
      mono: true,
      quiet: true,
      isHidden: true,
      text: (line) => step(line)?.modelStepId ?? '',
    },
    {
      id: 'branch',
      title: 'Branch',
      width: 110,
      mono: true,
      quiet: true,
      isHidden: true,
      text: (line) => step(line)?.branch ?? '',
    },
  ];
}

function durationOf({ start, stop }: { start: number | undefined; stop: number | undefined }) {
  return start === undefined || stop === undefined ? undefined : stop - start;
}

function sinceText(way: MessageWay, start: number | undefined): string {
  const began = way.path.value?.start;
  return start === undefined || began === undefined ? '–' : `+${formatDuration(start - began)}`;
}

export function actionsOfLine(app: AppState, way: MessageWay, line: RunLine): readonly MenuItem[] {
  if (line.kind === 'folded') {
    const { id, isOpen } = line.folded;
    return [{ id: 'toggle', text: isOpen ? 'Close' : 'Open', run: () => way.toggle(id) }];
  }
  const { modelStepId, error } = line.step;
  return [
    ...(modelStepId === ''
      ? []
      : [
          {
            id: 'only',
            text: way.only === undefined ? 'Only this step' : 'All steps',
            run: () => way.show(way.only === undefined ? modelStepId : undefined),
          },
          { id: 'copy-id', text: 'Copy element id', run: () => app.copy(modelStepId) },
        ]),
    ...(error === undefined
      ? []
      : [{ id: 'copy-error', text: 'Copy error text', run: () => app.copy(error) }]),
  ];
}
