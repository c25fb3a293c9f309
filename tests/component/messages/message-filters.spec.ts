import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import MessageListView from '../../../src-renderer/views/MessageListView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { MessageFilter, MessageRow } from '../../../src-shared/model/messages.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const at = Date.UTC(2026, 10, 23, 12);
const row: MessageRow = {
  messageGuid: 'AG1',
  correlationId: 'C1',
  applicationMessageId: undefined,
  applicationMessageType: undefined,
  flowId: 'Orders',
  flowName: 'Receive orders',
  packageId: 'Sales',
  status: 'FAILED',
  customStatus: undefined,
  start: at,
  end: at + 1_000,
  sender: 'SHOP',
  receiver: 'ERP',
  logLevel: 'INFO',
};

const answers: Answers = {
  'messages.query': () => ({ rows: [row], offset: 0, total: 1, lastKey: 1, held: 0 }),
  'messages.counts': () => ({ FAILED: 1, COMPLETED: 41 }),
  'messages.flows': () => [],
  'messages.loaded': () => ({
    loaded: 42,
    onTenant: 42,
    complete: true,
    gaps: [],
    syncedAt: at,
    syncing: false,
    error: undefined,
    forgotten: undefined,
    paused: false,
  }),
  'messages.sync': () => ({ jobId: 'j1' }),
  'queries.facets': ({ field }) => ({
    values:
      field === 'receiver'
        ? [
            { value: 'ERP', title: 'ERP', count: 30 },
            { value: '', title: '', count: 12 },
          ]
        : [{ value: 'Orders', title: 'Receive orders', count: 42 }],
    isCut: false,
  }),
  'queries.known': () => ({ headers: undefined, errors: undefined, perSecond: 90, jobId: undefined }),
};

async function view() {
  const testApp = createTestApp(answers);
  const user = userEvent.setup();
  renderWithApp(MessageListView, { connectionId: 'c1' }, testApp);
  const line = await screen.findByRole<HTMLInputElement>('combobox', {
    name: 'Filter by text or field:value',
  });
  const asked = (): MessageFilter | undefined => testApp.main.inputs('messages.query').at(-1)?.filter;
  const filters = () => screen.getByRole('group', { name: 'Filters' });
  return { ...testApp, user, line, asked, filters };
}

describe('a list whose library is closed', () => {
  test('says so once, and no number stands for messages that could not be counted', async () => {
    const refuse = (): never => {
      throw new AppError('library.newer', 'x');
    };
    const testApp = createTestApp({
      ...answers,
      'messages.query': refuse,
      'messages.counts': refuse,
      'messages.loaded': refuse,
      'charts.overTime': refuse,
    });
    renderWithApp(MessageListView, { connectionId: 'c1' }, testApp);
    expect(await screen.findByText('Nothing to draw: see below.')).toBeTruthy();
    expect(await screen.findAllByText('The library is of a newer version')).toHaveLength(1);
    expect(screen.queryByText(/0 messages/)).toBeNull();
  });
});

describe('the query line', () => {
  test('filters as it is typed, shows a chip for each condition, and can be undone', async () => {
    const { user, line, asked, filters } = await view();
    await user.type(line, 'status:failed -receiver:ERP lost');
    await waitFor(() =>
      expect(asked()).toMatchObject({
        statuses: ['FAILED'],
        terms: [{ field: 'receiver', values: ['ERP'], not: true }],
        text: 'lost',
      }),
    );
    expect(within(filters()).getByRole('button', { name: 'Edit filter: Receiver is not ERP' })).toBeTruthy();
    await user.click(within(filters()).getByRole('button', { name: 'Remove filter: Receiver ERP' }));
    expect(line.value).toBe('status:failed lost');
    await waitFor(() => expect(asked()?.terms).toBeUndefined());
    line.focus();
    await user.keyboard('{Control>}z{/Control}');
    expect(line.value).toBe('status:failed -receiver:ERP lost');
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(line.value).toBe('status:failed lost');
  });

  test('is undone by the keys of the table too, a step at a time', async () => {
    const { user, line, asked } = await view();
    await user.type(line, 'status:failed{Enter}');
    await user.type(line, ' lost{Enter}');
    await waitFor(() => expect(asked()).toMatchObject({ statuses: ['FAILED'], text: 'lost' }));
    screen.getByRole('grid', { name: 'Messages' }).focus();
    await user.keyboard('{Control>}z{/Control}');
    expect(line.value).toBe('status:failed');
    await user.keyboard('{Control>}z{/Control}');
    expect(line.value).toBe('');
    await user.keyboard('{Control>}y{/Control}');
    expect(line.value).toBe('status:failed');
  });

  test('is no matter of the undo of the browser, nor of that of another field', async () => {
    const { user, line } = await view();
    await user.type(line, 'status:failed{Enter}');
    screen.getByRole('grid', { name: 'Messages' }).focus();
    const undo = new InputEvent('beforeinput', { inputType: 'historyUndo', bubbles: true, cancelable: true });
    line.dispatchEvent(undo);
    expect([undo.defaultPrevented, line.value]).toEqual([true, 'status:failed']);
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Receiver' }));
    const picker = await screen.findByRole('dialog', { name: 'Receiver', hidden: true });
    within(picker).getByRole('searchbox', { hidden: true }).focus();
    await user.keyboard('{Control>}z{/Control}');
    expect(line.value).toBe('status:failed');
  });

  test('says where it is not understood, and keeps the filter meanwhile', async () => {
    const { user, line, asked } = await view();
    await user.type(line, 'sendr:SHOP{Enter}');
    const fault = await screen.findByRole('button', { name: /There is no field “sendr”/ });
    expect(line.getAttribute('aria-invalid')).toBe('true');
    expect(asked()?.terms).toBeUndefined();
    await user.click(fault);
    expect([line.selectionStart, line.selectionEnd]).toEqual([0, 5]);
  });

  test('suggests fields, then values with their numbers', async () => {
    const { user, line, asked } = await view();
    await user.type(line, 'rec');
    expect(await screen.findByRole('option', { name: /receiver: Receiver/ })).toBeTruthy();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findByRole('option', { name: /ERP 30/ })).toBeTruthy();
    await user.keyboard('{ArrowDown}{Enter}{Enter}');
    expect(line.value).toBe('receiver:ERP');
    await waitFor(() => expect(asked()?.terms).toEqual([{ field: 'receiver', values: ['ERP'] }]));
  });
});

describe('the values of a field', () => {
  test('have numbers before they are chosen, and can be meant the other way round', async () => {
    const { user, asked, line } = await view();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Receiver' }));
    const picker = await screen.findByRole('dialog', { name: 'Receiver', hidden: true });
    const none = await within(picker).findByRole('checkbox', { name: '(none) 12', hidden: true });
    await user.click(within(picker).getByRole('checkbox', { name: 'ERP 30', hidden: true }));
    await user.click(none);
    await waitFor(() => expect(asked()?.terms).toEqual([{ field: 'receiver', values: ['ERP', ''] }]));
    await user.click(within(picker).getByRole('checkbox', { name: 'Not these', hidden: true }));
    expect(line.value).toBe('-receiver:ERP,""');
  });
});

test('a cell offers only this, and not this', async () => {
  const { user, line, app } = await view();
  const cell = await screen.findByRole('gridcell', { name: 'SHOP' });
  await user.pointer({ keys: '[MouseRight]', target: cell });
  const items = app.menu.shown?.items ?? [];
  expect(items.slice(0, 2).map(({ text }) => text)).toEqual(['Only sender SHOP', 'Not sender SHOP']);
  items[1]?.run();
  await waitFor(() => expect(line.value).toBe('-sender:SHOP'));
});

describe('a filter on details', () => {
  test('says how many messages the library can answer for, and offers the two ways to know more', async () => {
    const { user, line, main } = await view();
    main.answer({
      'queries.known': () => ({
        headers: { messages: 48_112, known: 120 },
        errors: undefined,
        perSecond: 90,
        jobId: undefined,
      }),
      'queries.askHeader': () => ({ found: 3 }),
      'queries.readHeaders': () => ({ jobId: 'j2' }),
    });
    await user.type(line, 'header.orderId:4711');
    expect(await screen.findByText('Custom headers are known for 120 of 48,112 messages.')).toBeTruthy();
    expect(screen.getByText(/47,992 requests, at least/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Ask the tenant' }));
    expect(await screen.findByText(/The tenant names 3 messages/)).toBeTruthy();
    expect(main.inputs('queries.askHeader').at(-1)).toMatchObject({ name: 'orderId', value: '4711' });
    await user.click(screen.getByRole('button', { name: 'Load the rest' }));
    expect(main.inputs('queries.readHeaders')).toHaveLength(1);
  });
});

describe('named queries', () => {
  const saved = {
    id: 'q1',
    name: 'Stuck orders',
    filter: { range: { kind: 'last' as const, minutes: 60 }, statuses: ['RETRY'], flows: [] },
    connectionIds: ['c1'],
    isPinned: true,
  };

  test('stand beside the list with their number, and are used by a click', async () => {
    const testApp = createTestApp({
      ...answers,
      'queries.list': () => [saved],
      'queries.counts': () => [{ queryId: 'q1', total: 7, failed: [] }],
    });
    const user = userEvent.setup();
    renderWithApp(MessageListView, { connectionId: 'c1' }, testApp);
    await user.click(await screen.findByRole('button', { name: 'Stuck orders 7' }));
    const line = await screen.findByRole<HTMLInputElement>('combobox', {
      name: 'Filter by text or field:value',
    });
    expect(line.value).toBe('status:retry');
    await waitFor(() => expect(testApp.main.inputs('messages.query').at(-1)?.filter).toEqual(saved.filter));
  });

  test('are made of what the list shows, or of a text that somebody sent', async () => {
    const { user, line, main } = await view();
    main.answer({ 'queries.save': (query) => ({ id: 'q2', ...query }) });
    await user.type(line, 'sender:SHOP{Enter}');
    await user.click(screen.getByRole('button', { name: 'Queries' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save query…', hidden: true }));
    const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Query' });
    expect(text.value).toBe('last:1d sender:SHOP');
    await user.clear(text);
    await user.click(text);
    await user.paste('# From Ada\nlast:7d status:failed');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(main.inputs('queries.save')).toEqual([
        {
          name: 'From Ada',
          filter: { range: { kind: 'last', minutes: 10_080 }, statuses: ['FAILED'], flows: [] },
          connectionIds: ['c1'],
          isPinned: true,
        },
      ]),
    );
  });
});
