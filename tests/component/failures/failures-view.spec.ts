import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';

import { failureTicket } from '../../../src-renderer/features/failures/failure-ticket.ts';
import { groupMessagesTab, messagesOfGroup } from '../../../src-renderer/lib/targets/message-targets.ts';
import FailuresView from '../../../src-renderer/views/FailuresView.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { FailureExample, FailureGroup, FailureGroups } from '../../../src-shared/model/failures.ts';
import type { LoadedRange } from '../../../src-shared/model/messages.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const at = Date.UTC(2026, 10, 23, 12);
const plant: FailureGroup = {
  signature: 'a'.repeat(16),
  title: 'Plant ‹number› does not exist for material ‹number›',
  count: 1_204,
  firstSeen: at - 3_600_000,
  lastSeen: at,
  trend: 'new',
  rhythm: [0, 4, 1_200],
  flows: [
    { id: 'Orders', name: 'Receive orders', count: 1_200 },
    { id: 'Stock', name: 'Stock levels', count: 4 },
  ],
  receivers: [{ name: 'S4', count: 1_204 }],
  note: undefined,
};
const refused: FailureGroup = {
  ...plant,
  signature: 'b'.repeat(16),
  title: 'Connection refused',
  count: 3,
  trend: 'gone',
  receivers: [],
  note: { text: 'Maintenance on Sundays', at },
};
const example: FailureExample = {
  messageGuid: 'AGexample',
  flowName: 'Receive orders',
  start: at,
  text: 'OsciException: Plant 1010 does not exist for material 4711',
  isCut: false,
};

function known(change: Partial<FailureGroups> = {}): FailureGroups {
  return {
    groups: [plant, refused],
    total: 2,
    messages: 1_207,
    known: 1_207,
    withoutText: 0,
    jobId: undefined,
    perSecond: 90,
    error: undefined,
    ...change,
  };
}

function loaded(change: Partial<LoadedRange> = {}): LoadedRange {
  return {
    loaded: 2_000,
    onTenant: 2_000,
    complete: true,
    gaps: [],
    forgotten: undefined,
    paused: false,
    syncedAt: at,
    syncing: false,
    error: undefined,
    ...change,
  };
}

function show(groups: FailureGroups | AppError = known(), more: Answers = {}) {
  const testApp = createTestApp({
    'failures.groups': () => {
      if (groups instanceof AppError) throw groups;
      return groups;
    },
    'failures.example': () => example,
    'failures.mark': () => undefined,
    'failures.unmark': () => undefined,
    'failures.readTexts': () => ({ jobId: 'j1' }),
    'messages.flows': () => [],
    'messages.loaded': () => loaded(),
    'messages.sync': () => ({ jobId: 'j2' }),
    ...more,
  });
  renderWithApp(FailuresView, { connectionId: 'c1', target: { connectionId: 'c1' } }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

const table = (): HTMLElement => screen.getByRole('grid', { name: 'Error groups' });
const filter = (): HTMLElement => screen.getByRole('searchbox', { name: /^Filter by error/ });
const none = { groups: [], total: 0 };

describe('error groups', () => {
  test('are rows with count, state, flows, receivers and note', async () => {
    show();
    const row = (await within(table()).findByText(plant.title)).closest<HTMLElement>('[role="row"]');
    const texts = within(row as HTMLElement)
      .getAllByRole('gridcell')
      .map((cell) => cell.textContent.trim());
    expect(texts).toContain('1,204');
    expect(texts).toContain('New');
    expect(texts).toContain('Receive orders and 1 more');
    expect(texts).toContain('S4');
    expect(within(table()).getByText('Maintenance on Sundays')).toBeTruthy();
    expect(
      screen.getByText('All 1,207 messages with errors (failed, retry, escalated, abandoned) looked up.'),
    ).toBeTruthy();
  });

  test('are not said to be none where they could not be counted', async () => {
    show(new AppError('library.newer', 'x'));
    expect(await screen.findByText('The library is of a newer version')).toBeTruthy();
    expect(screen.getByRole('group', { name: 'State' }).textContent).not.toContain('0');
    expect(screen.queryByText(/0 groups/)).toBeNull();
  });

  test('do not hide that some messages have no text and are in none of them', async () => {
    show(known({ messages: 1_210, known: 1_210, withoutText: 3 }));
    await screen.findByText(
      'All 1,210 messages with errors (failed, retry, escalated, abandoned) looked up. 3 have no text.',
    );
    expect(await within(table()).findByText(plant.title)).toBeTruthy();
  });

  test('are narrowed by flow from the palette, too', async () => {
    const { app } = show(known(), {
      'messages.flows': () => [{ id: 'Orders', name: 'Receive orders', count: 1_200 }],
    });
    await within(table()).findByText(plant.title);
    expect(app.commands.run('flows.choose')).toBe(true);
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Find a flow' })),
    );
    expect(screen.getByRole('checkbox', { name: /Receive orders/ })).toBeTruthy();
  });

  test('are narrowed by state and by text', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: /^Gone 1$/ }));
    await waitFor(() => expect(within(table()).queryByText(plant.title)).toBeNull());
    await user.click(screen.getByRole('button', { name: /^All 2$/ }));
    await user.type(filter(), 'sunday');
    await waitFor(() => expect(within(table()).queryByText(plant.title)).toBeNull());
    expect(within(table()).getByText(refused.title)).toBeTruthy();
    await user.clear(filter());
    await user.type(filter(), 'nothing like it');
    await user.click(await screen.findByRole('button', { name: 'Show all groups' }));
    expect(await within(table()).findByText(plant.title)).toBeTruthy();
  });

  test('open as their messages, in the range and with the title of the group', async () => {
    const { app, user } = show();
    const open = vi.spyOn(app.tabs, 'open');
    await user.dblClick(await within(table()).findByText(plant.title));
    expect(messagesOfGroup(open.mock.calls[0]?.[0].target ?? {})).toEqual({
      title: plant.title,
      filter: { errorGroup: plant.signature, range: { kind: 'last', minutes: 1_440 }, flows: [] },
    });
    const between = { kind: 'between', from: 5, to: 9 } as const;
    const tab = groupMessagesTab('c1', { ...plant, range: between, flows: ['Orders'] });
    expect(messagesOfGroup(tab.target)?.filter).toEqual({
      errorGroup: plant.signature,
      range: between,
      flows: ['Orders'],
    });
  });

  test('are marked as known with a note, by keyboard', async () => {
    const { main, user } = show();
    await within(table()).findByText(plant.title);
    table().focus();
    await user.keyboard('{Home} ');
    await user.click(await screen.findByRole('button', { name: 'Mark as known' }));
    await user.type(screen.getByRole('textbox', { name: 'Note' }), 'Ask the plant team');
    const dialog = within(screen.getByRole('dialog', { name: 'Mark as known' }));
    await user.click(dialog.getByRole('button', { name: 'Mark as known' }));
    expect(main.inputs('failures.mark')).toEqual([
      { connectionId: 'c1', signature: plant.signature, note: 'Ask the plant team' },
    ]);
  });

  test('are copied as a ticket, with the error text only where it is ticked', async () => {
    const { main, user } = show();
    await within(table()).findByText(plant.title);
    table().focus();
    await user.keyboard('{Home} ');
    expect(await screen.findByText(example.text)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Ticket' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Ticket of an error group' }));
    const preview = dialog.getByRole('region', { name: 'Preview' });
    expect(preview.textContent).not.toContain('4711');
    await user.click(dialog.getByRole('checkbox', { name: /^Error text/ }));
    expect(preview.textContent).toContain('4711');
    await user.click(dialog.getByRole('button', { name: 'Copy' }));
    expect(main.inputs('app.copyText')).toEqual([{ text: preview.textContent }]);
    expect(screen.queryByRole('dialog', { name: 'Ticket of an error group' })).toBeNull();
  });
});

describe('where texts are not known', () => {
  test('says for how many they are, and reads the rest at a told cost', async () => {
    const { main, user } = show(known({ messages: 8_407 }));
    expect(
      await screen.findByText(
        '1,207 of 8,407 messages with errors (failed, retry, escalated, abandoned) looked up.',
      ),
    ).toBeTruthy();
    expect(screen.getByText('7,200 requests, at least 1 min 20 s')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Read the other 7,200' }));
    expect(main.inputs('failures.readTexts')).toEqual([
      { connectionId: 'c1', range: { kind: 'last', minutes: 1_440 } },
    ]);
  });

  test('can be stopped', async () => {
    const { main, user } = show(known({ messages: 8_407, jobId: 'j7' }));
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(main.inputs('jobs.cancel')).toEqual([{ jobId: 'j7' }]);
  });

  test.each<[string, FailureGroups | AppError]>([
    ['No messages with errors', known({ ...none, messages: 0, known: 0 })],
    ['No error text has been read yet', known({ ...none, messages: 50, known: 0 })],
    ['The tenant keeps no error text', known({ ...none, messages: 50, known: 50, withoutText: 50 })],
    ['was damaged', new AppError('library.damaged', 'x')],
    [
      'role',
      known({
        ...none,
        messages: 50,
        known: 0,
        error: new AppError('auth.forbidden', 'x', { area: 'messages' }).toData(),
      }),
    ],
  ])('says so: %s', async (words, groups) => {
    show(groups);
    expect((await screen.findAllByText(new RegExp(words, 'i'))).length).toBeGreaterThan(0);
  });
});

describe('where no message could be loaded', () => {
  const nothing = { loaded: 0, onTenant: undefined, complete: false, syncedAt: undefined };
  const noneKnown = known({ ...none, messages: 0, known: 0 });
  const forbidden = new AppError('auth.forbidden', 'x', { area: 'messages' }).toData();

  test.each([
    ['the reason is said', { ...nothing, error: forbidden }, /Messages: a role is missing/],
    ['it says that nothing is there', nothing, /Nothing of this range has been loaded/],
    ['it says that it reads', { ...nothing, syncing: true }, /Reading messages/],
  ])('%s, and not that none has failed', async (_what, change, words) => {
    show(noneKnown, { 'messages.loaded': () => loaded(change) });
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByText(/No messages? with errors/)).toBeNull();
    expect(screen.getByRole('group', { name: 'State' }).textContent).not.toContain('0');
  });

  test('beside groups of before stands why there are no newer ones', async () => {
    show(known(), { 'messages.loaded': () => loaded({ error: forbidden }) });
    expect(await within(table()).findByText(plant.title)).toBeTruthy();
    expect(await screen.findByText(/Messages: a role is missing/)).toBeTruthy();
  });
});

describe('a ticket', () => {
  const facts = { tenant: 'Production', range: 'Last 24 hours', timeZone: 'UTC', example, withText: true };

  test('cannot be broken by names and texts', () => {
    const text = 'before\n````\nafter';
    const odd = { ...plant, title: 'a\n# b', flows: [{ id: 'x', name: '[x](http://y)', count: 1 }] };
    const ticket = failureTicket({ ...facts, group: odd, example: { ...example, text } });
    expect(ticket.split('\n')[0]).toBe('## a \\# b');
    expect(ticket).toContain('\\[x\\](http://y) (1)');
    expect(ticket).toContain(`\`\`\`\`\`\n${text}\n\`\`\`\`\``);
  });

  test('says what the group is', () => {
    const ticket = failureTicket({ ...facts, group: refused, withText: false });
    expect(ticket).toContain('- Failed messages: 3 (Last 24 hours), gone');
    expect(ticket).toContain('- Note: Maintenance on Sundays');
    expect(ticket).not.toContain('Receivers');
    expect(ticket).not.toContain('```');
  });
});
