import { screen, waitFor, within } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';

import { HeldPayload } from '../../../src-main/payloads/reader/held-payload.ts';
import PayloadSearchPane from '../../../src-renderer/features/payload-search/PayloadSearchPane.svelte';
import MessagePayloads from '../../../src-renderer/features/payloads/MessagePayloads.svelte';
import PayloadViewer from '../../../src-renderer/features/payloads/PayloadViewer.svelte';
import { AppError } from '../../../src-shared/errors.ts';
import type { SearchPlan, SearchState } from '../../../src-shared/model/payload-search.ts';
import type { MessagePayloadList, OpenPayload } from '../../../src-shared/model/payloads.ts';
import type { Answers } from '../fake-bridge.ts';
import { createTestApp, renderWithApp } from '../render-with-app.ts';

const source = { of: 'attachment', messageGuid: 'M', id: 'a1' } as const;

/** What main would answer, by the reader itself. */
function holding(contents: Readonly<Record<string, string | Uint8Array>>): Answers {
  const held = new Map<string, HeldPayload>();
  const open = (name: string, content: string | Uint8Array): OpenPayload => {
    const bytes = Buffer.from(content);
    const id = crypto.randomUUID();
    const payload = new HeldPayload(bytes, '');
    held.set(id, payload);
    return {
      id,
      name,
      bytes: bytes.length,
      contentType: '',
      from: 'tenant',
      isKept: false,
      isCut: false,
      ...payload.recognise(),
    };
  };
  const of = (id: string): HeldPayload => {
    const found = held.get(id);
    if (!found) throw new AppError('payload.closed', 'closed');
    return found;
  };
  return {
    'payloads.open': async ({ source: wanted, name }) => {
      if (wanted.of !== 'part') return open(name, contents[wanted.id] ?? '');
      const { read } = await of(wanted.payloadId).parts({ isPretty: false });
      return open(name, await read(wanted.path));
    },
    'payloads.close': ({ id }) => void held.delete(id),
    'payloads.text': ({ id, look }) => of(id).text(look, 1_000),
    'payloads.rows': ({ id, look, width, offset, limit }) => of(id).rows(look, width, offset, limit),
    'payloads.find': ({ id, look, width, ...question }) => of(id).find(look, width, question, 100),
    'payloads.query': ({ id, look, language, expression }) => {
      try {
        return of(id).query(look, language, expression, 100);
      } catch (fault) {
        throw new AppError('payload.expression', 'x', {
          reason: fault instanceof Error ? fault.message : '',
        });
      }
    },
    'payloads.records': ({ id, look, offset, limit }) => of(id).records(look, offset, limit),
    'payloads.parts': async ({ id, look }) => (await of(id).parts(look)).parts,
  };
}

function view(content: string | Uint8Array) {
  const testApp = createTestApp(holding({ a1: content }));
  renderWithApp(PayloadViewer, { connectionId: 'c1', source, name: 'Request' }, testApp);
  return { ...testApp, user: userEvent.setup() };
}

const kind = (): Promise<HTMLSelectElement> => screen.findByRole('combobox', { name: 'Kind' });

describe('the payload viewer', () => {
  test('prints XML, queries it, and lets the kind be changed by hand', async () => {
    const { user, main } = view('<Order><Item>A</Item><Item>B</Item></Order>');
    expect((await kind()).value).toBe('xml');
    expect(main.inputs('payloads.text')[0]).toMatchObject({ look: { isPretty: true } });
    await user.click(screen.getByRole('button', { name: 'Query by XPath' }));
    await user.type(screen.getByRole('searchbox', { name: /^\/\/Item/ }), '//Item[[2]{Enter}');
    const matches = within(await screen.findByRole('list', { name: 'Matches' }));
    expect(matches.getByRole('button').textContent).toMatch(/3\s*\/Order\[1\]\/Item\[2\]\s*B/);
    await user.clear(screen.getByRole('searchbox', { name: /^\/\/Item/ }));
    await user.type(screen.getByRole('searchbox', { name: /^\/\/Item/ }), '//({Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The XPath cannot be used');

    await user.selectOptions(await kind(), 'Text');
    await waitFor(() =>
      expect(main.inputs('payloads.text').at(-1)).toMatchObject({ look: { kind: 'text' } }),
    );
    expect(screen.queryByRole('button', { name: 'Query by XPath' })).toBeNull();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Character set' }), 'UTF-16 LE');
    await waitFor(() =>
      expect(main.inputs('payloads.text').at(-1)).toMatchObject({ look: { charset: 'utf-16le' } }),
    );
  });

  test('reads a long text by rows only, and finds in it', async () => {
    const { user, main } = view(Array.from({ length: 500 }, (_, at) => `line ${at + 1}`).join('\n'));
    await kind();
    await waitFor(() => expect(main.inputs('payloads.rows').length).toBeGreaterThan(0));
    await user.click(screen.getByRole('button', { name: 'Find in payload' }));
    await user.type(screen.getByRole('searchbox', { name: 'Find in text' }), 'LINE 49{Enter}');
    expect(await screen.findByText('1 of 11')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Next hit' }));
    expect(await screen.findByText('2 of 11')).toBeTruthy();
  });

  test('shows a table, whose records are read once', async () => {
    const { main } = view('number;name\n1;Ann\n2;Bob\n');
    const grid = await screen.findByRole('grid', { name: 'Records of Request' });
    expect(await within(grid).findByText('Bob')).toBeTruthy();
    // As many turns as another reading would take.
    for (let turn = 0; turn < 20; turn++) {
      await new Promise((resume) => {
        setTimeout(resume);
      });
    }
    expect(main.inputs('payloads.records').length).toBe(1);
    expect(grid.getAttribute('aria-busy')).toBe('false');
    expect(screen.getByText('Fields are divided by ;')).toBeTruthy();
  });

  test('shows what is packed as a tree, and each part as a payload', async () => {
    const { main } = view(zipSync({ 'orders/1.json': Buffer.from('{"a": 1}'), 'read.me': Buffer.from('x') }));
    expect(await screen.findByRole('treeitem', { name: /orders/ })).toBeTruthy();
    await waitFor(() =>
      expect(main.inputs('payloads.open').at(-1)?.source).toMatchObject({
        of: 'part',
        path: 'orders/1.json',
      }),
    );
    await waitFor(() =>
      expect(
        screen.getAllByRole<HTMLSelectElement>('combobox', { name: 'Kind' }).map(({ value }) => value),
      ).toEqual(['zip', 'json']),
    );
  });

  test('lets go of it when it is closed, and says where it is gone', async () => {
    const testApp = createTestApp(holding({ a1: 'x' }));
    const shown = renderWithApp(PayloadViewer, { connectionId: 'c1', source, name: 'Request' }, testApp);
    await kind();
    shown.unmount();
    await waitFor(() => expect(testApp.main.inputs('payloads.close').length).toBe(1));

    const gone = createTestApp({
      'payloads.open': () => {
        throw new AppError('payload.gone', 'x', { reason: 'trace' });
      },
    });
    renderWithApp(PayloadViewer, { connectionId: 'c1', source, name: 'Body' }, gone);
    expect(await screen.findByText(/for 60 minutes/)).toBeTruthy();
  });
});

const list: MessagePayloadList = {
  attachments: {
    state: 'read',
    readAt: 1,
    value: [{ id: 'a1', name: 'Request', contentType: 'text/xml', bytes: 4, at: 1 }],
  },
  entries: {
    state: 'read',
    readAt: 1,
    value: [
      {
        id: 'e1',
        storeId: 'Persist_Inbound',
        at: 1,
        hasAttachments: true,
        below: {
          state: 'read',
          readAt: 1,
          value: {
            properties: [{ name: 'SAP_ApplicationID', value: '4711' }],
            attachments: [{ id: 's1', name: 'note.txt', contentType: 'text/plain', properties: [] }],
          },
        },
      },
    ],
  },
  start: Date.now(),
  logLevel: 'INFO',
  kept: ['attachment a1'],
};

describe('the payloads of a message', () => {
  test('stand in one list with the message store, its properties and attachments', async () => {
    const testApp = createTestApp({
      ...holding({ a1: '<a/>', e1: '{"x": 1}' }),
      'payloads.list': () => list,
    });
    renderWithApp(MessagePayloads, { connectionId: 'c1', messageGuid: 'M' }, testApp);
    const store = within(await screen.findByRole('region', { name: 'Message store' }));
    expect(store.getByText('4711')).toBeTruthy();
    expect(store.getByRole('button', { name: /^note\.txt/ })).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Attachments' }).textContent).toContain('kept');
    await userEvent.setup().click(store.getByRole('button', { name: /^Persist_Inbound/ }));
    await waitFor(() =>
      expect(testApp.main.inputs('payloads.open').at(-1)).toMatchObject({
        source: { of: 'store-entry', id: 'e1' },
      }),
    );
    expect((await kind()).value).toBe('json');
  });

  test('say why there are none', async () => {
    const none = { state: 'read', value: [], readAt: 1 } as const;
    renderWithApp(
      MessagePayloads,
      { connectionId: 'c1', messageGuid: 'M' },
      createTestApp({ 'payloads.list': () => ({ ...list, attachments: none, entries: none }) }),
    );
    expect(await screen.findByText(/The flow has attached nothing/)).toBeTruthy();
  });

  test('are not said to be none where they could not be asked for', async () => {
    const unread = { state: 'unread' } as const;
    renderWithApp(
      MessagePayloads,
      { connectionId: 'c1', messageGuid: 'M' },
      createTestApp({
        'payloads.list': () => ({ ...list, attachments: unread, entries: unread }),
        'payloads.readList': () => Promise.reject(new AppError('network.cut', 'Cut.')),
      }),
    );
    expect(await screen.findByText('The connection was cut')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
    expect(screen.queryByText(/attached nothing|no payloads/)).toBeNull();
  });
});

const plan: SearchPlan = {
  messages: 12,
  list: { requests: 24, seconds: 1 },
  read: { requests: 3, seconds: 1 },
  payloads: 3,
  kept: 0,
  knownBytes: 4_200,
  withoutSize: 1,
  largest: 64 * 1024 * 1024,
  rates: { documented: 90, assumed: 9 },
};
const state: SearchState = {
  id: crypto.randomUUID(),
  state: 'library',
  needle: { kind: 'text', text: 'x', matchCase: false },
  done: 0,
  total: 3,
  requests: 0,
  bytes: 0,
  hits: 0,
  notSearched: [],
  error: undefined,
};

describe('searching in payloads', () => {
  test('tells each cost before it arises, then how far it is', async () => {
    const filter = { range: { kind: 'last', minutes: 60 }, statuses: [], flows: [] } as const;
    const hit = {
      source,
      name: 'Request',
      flowName: 'Orders',
      start: 1,
      status: 'FAILED',
      count: 2,
      places: [{ part: '', around: 'an x here', line: 7 }],
    };
    let known = plan;
    const testApp = createTestApp({
      'payloadSearch.plan': () => known,
      'payloadSearch.start': () => state,
      'payloadSearch.proceed': () => ({ ...state, state: 'running' }),
      'payloadSearch.pause': () => ({ ...state, state: 'paused', done: 1, hits: 1 }),
      'payloadSearch.hits': () => ({ rows: [hit], offset: 0, total: 1 }),
      'payloadSearch.list': () => ({ jobId: 'j' }),
      'tables.start': () => ({ exportId: 'e1' }),
      'tables.write': () => undefined,
      'tables.finish': () => ({ file: '/home/me/Search hits.csv' }),
      'payloadSearch.forget': () => undefined,
    });
    const user = userEvent.setup();
    renderWithApp(PayloadSearchPane, { connectionId: 'c1', filter, words: 'the last hour' }, testApp);
    const stages = await screen.findByRole('list', { name: 'Stages' });
    await waitFor(() => expect(stages.textContent).toMatch(/Of 12 messages: 24 requests, about 1 second/));
    expect(stages.textContent).toMatch(
      /3 payloads: 3 requests, 4\.2 kB and 1 of unknown size, at most 64 MB each/,
    );
    expect(testApp.main.inputs('payloadSearch.list').length).toBe(0);

    known = { ...plan, list: { requests: 0, seconds: 0 } };
    await user.type(screen.getByRole('searchbox', { name: 'Search for a text' }), 'x{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Read and search' }));
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByText(/^Paused: 1 of 3 payloads/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Continue' })).toBeTruthy();

    await user.click(screen.getByRole('button', { name: 'Export' }));
    await waitFor(() =>
      expect(testApp.app.notices.toasts.map(({ text }) => text)).toEqual([
        'Saved as /home/me/Search hits.csv',
      ]),
    );
    expect(testApp.main.inputs('tables.write').flatMap(({ rows }) => rows)[0]).toContain('Orders');
  });
});
