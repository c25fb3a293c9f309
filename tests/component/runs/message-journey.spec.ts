import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';

import { HeldPayload } from '../../../src-main/payloads/reader/held-payload.ts';
import { payloadsText } from '../../../src-renderer/lib/words/message-texts.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { ChainMessage } from '../../../src-shared/model/chain.ts';
import type { MessageDetails } from '../../../src-shared/model/messages.ts';
import type { StepTrace } from '../../../src-shared/model/runs.ts';
import { stepsOf } from '../../unit/main/runs/run-steps.ts';
import type { Answers } from '../fake-bridge.ts';
import { detailsOf, now, read, row, run, runAnswers, show } from './show-message.ts';

describe('without the role for payloads', () => {
  const foreseen = () => ({
    checkedAt: undefined,
    areas: [{ id: 'payloads', verdict: 'missing-role', probe: undefined, scopes: [] }] as const,
  });
  const words = /the token does not name the role MessagePayloadsRead/;

  test.each(['Payloads', 'Trace'])('the part %s says so before it fails', async (part) => {
    const { main } = await show(part, {}, { 'permissions.foreseen': foreseen });
    expect(await screen.findByText(words)).toBeTruthy();
    expect(main.inputs('permissions.foreseen')).toEqual([{ connectionId: 'c1' }]);
  });

  test('the other parts work, and say nothing', async () => {
    const { main } = await show('Way', {}, { 'permissions.foreseen': foreseen });
    await screen.findByRole('tabpanel', { name: 'Way' });
    expect(screen.queryByText(words)).toBeNull();
    expect(main.inputs('permissions.foreseen')).toEqual([]);
  });
});

describe('the overview of a message', () => {
  const entry = { id: 's1', storeId: 'a', at: now, hasAttachments: false };

  test('says how many payloads there are, and leads to them', async () => {
    const details = { ...detailsOf(row), storeEntries: read([entry, { ...entry, id: 's2' }]) };
    const { user } = await show(
      'Overview',
      {},
      {
        'messages.details': () => details,
        'payloads.list': () => {
          throw new AppError('library.failed', 'x');
        },
      },
    );
    await user.click(await screen.findByRole('button', { name: '2 persisted payloads' }));
    const parts = screen.getByRole('tablist', { name: 'Parts of the message' });
    expect(within(parts).getByRole('tab', { name: 'Payloads' }).getAttribute('aria-selected')).toBe('true');
  });

  test('claims no number where none is known', () => {
    const unread = { state: 'unread' } as const;
    const error = new AppError('auth.forbidden', 'x').toData();
    const words = (changes: Partial<MessageDetails>) => payloadsText({ ...detailsOf(row), ...changes });
    expect(words({})).toEqual({ text: 'none', some: false });
    expect(words({ attachments: unread, storeEntries: unread })).toEqual({
      text: 'not read yet',
      some: false,
    });
    expect(words({ attachments: unread }).text).toBe('attachments not read yet');
    expect(words({ attachments: { state: 'failed', error }, storeEntries: read([entry]) })).toEqual({
      text: 'attachments could not be read, 1 persisted payload',
      some: true,
    });
  });
});

describe('the way of a message', () => {
  test('begins at the error, folds what repeats, and opens it', async () => {
    const { user } = await show('Overview');
    await user.click(await screen.findByRole('button', { name: 'step' }));
    const grid = await screen.findByRole('grid', { name: 'Steps' });
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('5'));
    const loop = within(grid).getByRole('row', { name: /40 rounds: Activity Map, Activity Check/ });
    await user.click(within(loop).getByRole('button', { name: 'Open' }));
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('45'));
    expect(await within(grid).findByText('Round 1')).toBeTruthy();
    expect(screen.getByText(/^83 steps, 1 min 22 s\./)).toBeTruthy();
    expect(screen.getByText(/INFO the last 50 steps of a failed message are kept/)).toBeTruthy();
    expect(screen.getByText(/configure-only: its flows cannot be read/)).toBeTruthy();
  });

  test('says by which rule there are no steps', async () => {
    await show('Way', { status: 'COMPLETED' }, runAnswers([]));
    expect(await screen.findByRole('heading', { name: 'No steps are kept of this message' })).toBeTruthy();
    expect(screen.getByText(/log level INFO.*steps are kept of failed messages only/)).toBeTruthy();
  });

  test('that cannot be read says why, and is tried again', async () => {
    let isOffline = true;
    const { user } = await show(
      'Way',
      {},
      {
        'runs.list': () => (isOffline ? [] : [run]),
        'runs.read': () => {
          if (isOffline) throw new AppError('network.offline', 'off');
        },
      },
    );
    const retry = await screen.findByRole('button', { name: /again/i });
    isOffline = false;
    await user.click(retry);
    expect(await screen.findByRole('grid', { name: 'Steps' })).toBeTruthy();
  });
});

describe('the trace of a message', () => {
  test('that was not recorded says which level records it, and leads to the web UI', async () => {
    const { user, main } = await show('Trace');
    expect(await screen.findByRole('heading', { name: 'No trace was recorded' })).toBeTruthy();
    expect(screen.getByText(/ran at log level INFO.*TRACE ends by itself after 10 minutes/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open the web UI' }));
    expect(main.inputs('app.openLink')).toHaveLength(1);
    expect(main.inputs('runs.readTrace')).toHaveLength(0);
  });

  test('shows a step, what it made of the message, and which headers differ', async () => {
    const traceOf = (child: number): StepTrace => ({
      child,
      readAt: now,
      messages: [
        {
          id: `${child}`,
          mimeType: 'text/plain',
          bytes: 9,
          headers: [{ name: 'Step', value: `${child}` }],
          properties: [],
        },
      ],
    });
    const open = new Map<string, HeldPayload>();
    const bodies: Answers = {
      'payloads.open': ({ source, name }) => {
        const id = crypto.randomUUID();
        const bytes = Buffer.from(source.of === 'trace' ? `<Order><Step>${source.id}</Step></Order>` : '');
        const payload = new HeldPayload(bytes, '');
        open.set(id, payload);
        const { length } = bytes;
        return {
          id,
          name,
          bytes: length,
          contentType: '',
          from: 'memory',
          isKept: false,
          isCut: false,
          ...payload.recognise(),
        };
      },
      'payloads.text': ({ id, look }) => {
        const payload = open.get(id);
        if (!payload) throw new AppError('payload.closed', 'x');
        return payload.text(look, 1_000);
      },
      'payloads.close': () => undefined,
    };
    const short = stepsOf('Start', 'Map', 'End');
    const { user, main } = await show(
      'Trace',
      { logLevel: 'TRACE', status: 'COMPLETED' },
      {
        ...runAnswers(short),
        'runs.list': () => [{ ...run, logLevel: 'TRACE', state: 'COMPLETED' }],
        'runs.traceState': () => ({ read: 0, traced: [], notHeld: 0, jobId: undefined, isKept: false }),
        'runs.readTrace': () => ({ jobId: 'j1' }),
        ...bodies,
        'runs.trace': ({ child }) => {
          const at = child - 1;
          const step = short[at];
          if (!step) throw new AppError('tenant.not-found', 'x');
          return { step, trace: traceOf(child), next: short[at + 1] };
        },
      },
    );
    expect(
      await screen.findByText(/keeps the trace for 5\d more minutes.*gone when this tab is closed/),
    ).toBeTruthy();
    await waitFor(() => expect(main.inputs('runs.readTrace')).toHaveLength(1));
    const grid = screen.getByRole('grid', { name: 'Steps' });
    await user.click(await within(grid).findByText('Activity Map'));
    expect(await screen.findByText('Activity Map (step 2)')).toBeTruthy();
    expect(await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Kind' })).toMatchObject({
      value: 'xml',
    });
    expect(screen.getByRole('button', { name: 'Query by XPath' })).toBeTruthy();
    await user.selectOptions(screen.getByRole('combobox', { name: 'What is shown' }), 'after');
    expect(await screen.findByText('compared with')).toBeTruthy();
    expect(await screen.findByText('Payload at Activity End (step 3)')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stop comparing' }));
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'What is shown' }).value).toBe('before');
    await user.selectOptions(screen.getByRole('combobox', { name: 'What is shown' }), 'after');
    await user.click(screen.getByRole('tab', { name: /^Headers/ }));
    const changed = await screen.findByRole('row', { name: /^Step changed 2 3$/ });
    expect(changed).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'Before' })).toBeTruthy();
  });

  test('that is older than an hour says so', async () => {
    await show(
      'Trace',
      { logLevel: 'TRACE', start: now - 2 * 3_600_000 },
      {
        'runs.list': () => [{ ...run, logLevel: 'TRACE', start: now - 2 * 3_600_000 }],
        'runs.traceState': () => ({ read: 0, traced: [], notHeld: 0, jobId: undefined, isKept: false }),
      },
    );
    expect(await screen.findByRole('heading', { name: 'The trace is no longer there' })).toBeTruthy();
    expect(screen.getByText(/keeps traces for 60 minutes; this message is older/)).toBeTruthy();
  });
});

describe('the chain of a message', () => {
  const chained = (
    connectionId: string,
    messageGuid: string,
    flowId: string,
    start: number,
    predecessor?: string,
  ): ChainMessage => ({
    connectionId,
    predecessor,
    row: {
      ...row,
      messageGuid,
      flowId,
      flowName: `Flow ${flowId}`,
      start,
      end: start + 100,
      status: 'COMPLETED',
    },
  });

  test('is a sequence and a graph, over other tenants where they are chosen', async () => {
    const own = [
      chained('c1', 'm1', 'A', now),
      chained('c1', 'm2', 'B', now + 500, 'm1'),
      chained('c1', 'm3', 'B', now + 900, 'm1'),
    ];
    const { user, main } = await show(
      'Chain',
      {},
      {
        'chain.messages': ({ connectionIds }) => ({
          messages: connectionIds.includes('c2') ? [...own, chained('c2', 'm4', 'C', now + 950, 'm3')] : own,
          isCut: false,
        }),
        'chain.read': ({ connectionIds }) =>
          connectionIds.map((connectionId) => ({ connectionId, found: 1, error: undefined })),
      },
    );
    const grid = await screen.findByRole('grid', { name: 'Messages of the chain' });
    await waitFor(() => expect(within(grid).getAllByRole('row', { name: /Flow/ })).toHaveLength(3));
    expect(within(grid).getByRole('row', { name: /^\+500 ms Flow B Completed 100 ms/ })).toBeTruthy();
    const graph = screen.getByRole('region', { name: 'Flows of the chain' });
    await user.click(within(graph).getByRole('button', { name: /^Flow B 2 messages/ }));
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('3'));
    await user.click(screen.getByRole('button', { name: 'Only Flow B' }));
    await user.click(screen.getByRole('button', { name: 'This tenant only' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Contoso QAS' }));
    expect(await within(graph).findByRole('button', { name: /^Flow C Contoso QAS Completed/ })).toBeTruthy();
    expect(main.inputs('chain.read').at(-1)).toEqual({
      connectionIds: ['c1', 'c2'],
      correlationId: 'AGchain',
    });
  });

  test('without a correlation id has nothing to look for', async () => {
    const { main } = await show('Chain', { correlationId: undefined });
    expect(await screen.findByRole('heading', { name: 'No correlation id' })).toBeTruthy();
    expect(main.inputs('chain.read')).toHaveLength(0);
  });
});
