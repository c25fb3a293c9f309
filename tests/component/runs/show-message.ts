import { screen, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';

import { runLines } from '../../../src-main/runs/run-lines.ts';
import { runPath } from '../../../src-main/runs/run-path.ts';
import { runTree } from '../../../src-main/runs/run-tree.ts';
import MessageView from '../../../src-renderer/views/MessageView.svelte';
import type { MessageDetails, MessageRow } from '../../../src-shared/model/messages.ts';
import type { MessageRun, RunStep } from '../../../src-shared/model/runs.ts';
import { stepsOf, times } from '../../unit/main/runs/run-steps.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';
import { sampleConnection } from '../samples.ts';

export const now = Date.now();
export const row: MessageRow = {
  messageGuid: 'AGone',
  correlationId: 'AGchain',
  applicationMessageId: undefined,
  applicationMessageType: undefined,
  flowId: 'Orders',
  flowName: 'Receive orders',
  packageId: undefined,
  status: 'FAILED',
  customStatus: undefined,
  start: now - 5 * 60_000,
  end: now - 5 * 60_000 + 900,
  sender: undefined,
  receiver: undefined,
  logLevel: 'INFO',
};
const steps = stepsOf('Start', 'Split', ...times(40, 'Map', 'Check'), 'Send!');
export const run: MessageRun = {
  id: 'run-1',
  state: 'FAILED',
  logLevel: 'INFO',
  start: row.start,
  stop: row.end,
  steps: steps.length,
  isComplete: true,
  readAt: now,
};
export const read = <T>(value: T) => ({ state: 'read', value, readAt: now }) as const;

export function detailsOf(of: MessageRow): MessageDetails {
  return {
    row: of,
    packageName: undefined,
    deployedVersion: '1.0.1',
    artifactExists: true,
    correlated: 2,
    webUiUrl: 'https://ui.example/shell/monitoring/MessageDetails/1',
    error: read({ text: 'It broke', lastStepId: 'Send' }),
    customHeaders: read([]),
    adapterAttributes: read([]),
    attachments: read([]),
    storeEntries: read([]),
    runs: read([
      { id: 'run-1', state: 'FAILED', logLevel: of.logLevel ?? '', start: of.start, stop: of.end },
    ]),
  };
}

export function runAnswers(of: readonly RunStep[]): Answers {
  return {
    'runs.list': () => (of.length === 0 ? [] : [{ ...run, steps: of.length }]),
    'runs.read': () => undefined,
    'runs.path': () => runPath(of),
    'runs.lines': ({ toggled, element, offset, limit }) => {
      const all =
        element === undefined
          ? runLines(runTree(of), new Set(toggled))
          : of
              .filter(({ modelStepId }) => modelStepId === element)
              .map((step) => ({ kind: 'step', depth: 0, step }) as const);
      return { rows: all.slice(offset, offset + limit), offset, total: all.length };
    },
    'runs.forgetTrace': () => undefined,
    'runs.traceState': () => ({ read: 0, traced: [], notHeld: 0, jobId: undefined, isKept: false }),
    'artifact.kept': () => [],
  };
}

/** A page of one message, at one of its parts. */
export async function show(tab: string, changes: Partial<MessageRow> = {}, answers: Answers = {}) {
  const testApp = createTestApp({
    'connections.list': () => [sampleConnection(), sampleConnection({ id: 'c2', name: 'Contoso QAS' })],
    'messages.details': () => detailsOf({ ...row, ...changes }),
    ...runAnswers(steps),
    ...answers,
  });
  await testApp.app.connections.list.load();
  renderWithApp(MessageView, { connectionId: 'c1', messageGuid: row.messageGuid }, testApp);
  const user = userEvent.setup();
  const parts = await screen.findByRole('tablist', { name: 'Parts of the message' });
  if (tab !== 'Overview') await user.click(within(parts).getByRole('tab', { name: tab }));
  return { ...testApp, user };
}
