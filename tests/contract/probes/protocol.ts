import { checkCollection, checkContentType, checkStatus } from '../checks/body.ts';
import { checkUri } from '../checks/entity.ts';
import { expecting, finding, sameText } from '../checks/finding.ts';
import type { JsonObject } from '../reader/answer.ts';
import { countOf, isObject, nextOf, objectIn, rowsOf, textOf } from '../reader/answer.ts';
import { datetime, keyed, query } from '../reader/literals.ts';
import { relativeNext } from '../reader/reader.ts';
import { probe } from './probe.ts';

const LOGS = 'MessageProcessingLogs';
const NEWEST = { $orderby: 'LogEnd desc' };
const PAGE = 1000;

function guids(rows: readonly JsonObject[]): readonly string[] {
  return rows.map((row) => textOf(row['MessageGuid']));
}

/** Rules of OData V2 as this API plays them (catalogue 2.1 and 3.1), shown on the message logs. */
export const protocol = {
  inlineCount: probe(
    '2.1',
    '__count is a string and appears only with $inlinecount',
    async ({ administrator }) => [
      ...checkCollection(
        'MessageProcessingLog',
        await administrator.get(`${LOGS}?$top=2&$inlinecount=allpages`),
        {
          counted: true,
          atLeast: 2,
        },
      ),
      ...checkCollection('MessageProcessingLog', await administrator.get(`${LOGS}?$top=2`), { atLeast: 2 }),
    ],
  ),

  plainCount: probe(
    '2.1',
    '/$count is a plain-text number and agrees with __count',
    async ({ administrator }) => {
      const filter = query({ $filter: `LogEnd lt ${datetime(Date.now() - 86_400_000)}` });
      const plain = await administrator.send(`${LOGS}/$count${filter}`, {
        headers: { Accept: 'text/plain' },
      });
      const inline = await administrator.get(`${LOGS}${filter}&$top=1&$inlinecount=allpages`);
      return [
        ...checkStatus(plain, 200),
        ...checkContentType(plain, /^text\/plain/),
        ...expecting(/^[1-9]\d*$/.test(plain.text), plain.request, 'a number as plain text', plain.text),
        ...sameText(inline.request, plain.text, countOf(inline)),
      ];
    },
  ),

  deferred: probe('2.1', 'a navigation that is not expanded is __deferred', async ({ administrator }) => {
    const rows = await administrator.rows(`${LOGS}?$top=1`);
    const names = [
      'AdapterAttributes',
      'Attachments',
      'CustomHeaderProperties',
      'ErrorInformation',
      'MessageStoreEntries',
      'Runs',
    ];
    return names.flatMap((name) => {
      const uri = objectIn(objectIn(rows[0], name), '__deferred')?.['uri'];
      const guid = textOf(rows[0]?.['MessageGuid']);
      return expecting(
        typeof uri === 'string' && uri.endsWith(`/${keyed(LOGS, guid)}/${name}`),
        `${LOGS} ${name}`,
        '__deferred with the URI of the navigation',
        rows[0]?.[name],
      );
    });
  }),

  ports: probe('1.1', 'URIs in payloads carry an explicit port', async ({ administrator }) => {
    const rows = await administrator.rows(`${LOGS}?$top=1`);
    const uri = objectIn(rows[0], '__metadata')?.['uri'];
    const page = nextOf(await administrator.get(LOGS));
    return [...checkUri(textOf(uri), '__metadata/uri'), ...checkUri(textOf(page), '__next')];
  }),

  selfAddress: probe('2.1', '__metadata.uri leads to the entity itself', async ({ administrator }) => {
    const rows = await administrator.rows(`${LOGS}?$top=1`);
    const uri = textOf(objectIn(rows[0], '__metadata')?.['uri']);
    const again = await administrator.entity(uri.split('/api/v1/')[1] ?? 'no-uri');
    return sameText(uri, textOf(rows[0]?.['MessageGuid']), again['MessageGuid']);
  }),

  next: probe(
    '3.1',
    'an answer ends after 1,000 rows with __next and $skiptoken=1000',
    async ({ administrator }) => {
      const first = await administrator.get(`${LOGS}${query(NEWEST)}`);
      const next = nextOf(first);
      const rows = rowsOf(first) ?? [];
      if (next === undefined) return [finding(first.request, '__next', `${rows.length} rows without __next`)];
      const second = await administrator.get(relativeNext(first) ?? '');
      const seen = new Set(guids(rows));
      return [
        ...checkCollection('MessageProcessingLog', first),
        ...expecting(rows.length === PAGE, first.request, `${PAGE} rows`, `${rows.length} rows`),
        ...expecting(/[?&](?:\$|%24)skiptoken=1000\b/.test(next), first.request, '$skiptoken=1000', next),
        ...checkCollection('MessageProcessingLog', second, { atLeast: 1 }),
        ...expecting(
          guids(rowsOf(second) ?? []).every((guid) => !seen.has(guid)),
          second.request,
          'rows the first page does not hold',
          'the same rows',
        ),
      ];
    },
  ),

  allPages: probe('3.1', 'following __next reaches each row once and ends', async ({ administrator }) => {
    // Nothing comes into this time or leaves it while it is read: the oldest logs go after 30 days.
    const now = Date.now();
    const settled = `LogStart ge ${datetime(now - 29 * 86_400_000)} and LogEnd lt ${datetime(now - 3_600_000)}`;
    const until = query({ $filter: settled, ...NEWEST });
    const count = (await administrator.get(`${LOGS}/$count${until}`)).text;
    const rows = await administrator.allRows(`${LOGS}${until}`, 40);
    return [
      ...sameText(`${LOGS} by __next`, count, `${rows.length}`),
      ...sameText(`${LOGS} different guids`, count, `${new Set(guids(rows)).size}`),
    ];
  }),

  topAboveThePage: probe('3.1', '$top above 1,000 does not lift the page size', async ({ administrator }) => {
    const answer = await administrator.get(`${LOGS}?$top=1500`);
    return [
      ...checkCollection('MessageProcessingLog', answer, { atLeast: PAGE }),
      ...expecting(nextOf(answer) !== undefined, answer.request, '__next', 'none'),
    ];
  }),

  topBelowThePage: probe(
    '3.1',
    '$top below the page size limits the rows and has no __next',
    async ({ administrator }) => {
      const answer = await administrator.get(`${LOGS}?$top=7`);
      return [
        ...sameText(answer.request, '7', `${rowsOf(answer)?.length ?? 0}`),
        ...sameText(`${answer.request} __next`, 'none', nextOf(answer) ?? 'none'),
      ];
    },
  ),

  skip: probe('3.1', '$skip leaves out as many rows of the same order', async ({ administrator }) => {
    const order = { $filter: `LogEnd lt ${datetime(Date.now() - 3_600_000)}`, ...NEWEST };
    const whole = await administrator.rows(`${LOGS}${query({ ...order, $top: 12 })}`);
    const part = await administrator.rows(`${LOGS}${query({ ...order, $top: 5, $skip: 7 })}`);
    return sameText('$skip=7', guids(whole).slice(7).join(), guids(part).join());
  }),

  select: probe('2.1', '$select leaves out every other property', async ({ administrator }) => {
    const selected = ['MessageGuid', 'Status', 'LogEnd'];
    const answer = await administrator.get(`${LOGS}?$top=3&$select=${selected.join()}`);
    const named = ['MessageGuid'];
    return [
      ...checkCollection('MessageProcessingLog', answer, { selected, atLeast: 3 }),
      ...checkCollection(
        'MessageProcessingLog',
        await administrator.get(`${LOGS}?$top=1&$select=MessageGuid`),
        {
          selected: named,
          atLeast: 1,
        },
      ),
    ];
  }),

  single: probe('2.1', 'a single entity stands directly below d', async ({ administrator }) => {
    const rows = await administrator.rows(`${LOGS}?$top=1`);
    const answer = await administrator.get(keyed(LOGS, textOf(rows[0]?.['MessageGuid'])));
    const body = objectIn(answer.json, 'd');
    return expecting(
      isObject(body) && typeof body['MessageGuid'] === 'string' && !('results' in body),
      answer.request,
      '{"d":{…}}',
      answer.text,
    );
  }),

  unknownKey: probe('3.6', 'an unknown key is answered 404', async ({ administrator }) =>
    checkStatus(await administrator.get(keyed(LOGS, 'AGnothing_of_that_name_here1')), 404),
  ),

  doubledQuotes: probe(
    '2.1',
    'a doubled quote in a key or literal is one quote',
    async ({ administrator }) => {
      const key = await administrator.get(keyed(LOGS, "it's none"));
      const filter = await administrator.get(`${LOGS}${query({ $filter: "Sender eq 'O''Neill & Søn'" })}`);
      const broken = await administrator.get(`${LOGS}${query({ $filter: "Sender eq 'O'Neill'" })}`);
      return [
        ...checkStatus(key, 404),
        ...checkCollection('MessageProcessingLog', filter),
        ...checkStatus(broken, 400),
      ];
    },
  ),

  encodedKey: probe(
    '2.1',
    'percent-encoded characters of a key stand for themselves',
    async ({ administrator }) => {
      const rows = await administrator.rows(`${LOGS}?$top=1&$select=MessageGuid`);
      const guid = textOf(rows[0]?.['MessageGuid']);
      const hex = Buffer.from(guid).toString('hex').replace(/../g, '%$&');
      const answer = await administrator.get(`${LOGS}('${hex}')`);
      return sameText(answer.request, guid, objectIn(answer.json, 'd')?.['MessageGuid']);
    },
  ),

  brokenFilter: probe('3.6', 'a $filter that cannot be read is answered 400', async ({ administrator }) => [
    ...checkStatus(await administrator.get(`${LOGS}${query({ $filter: 'Status eq' })}`), 400),
    ...checkStatus(await administrator.get(`${LOGS}${query({ $filter: "NoSuchField eq 'x'" })}`), 400),
    ...checkStatus(await administrator.get(`${LOGS}${query({ $filter: "LogEnd gt 'yesterday'" })}`), 400),
  ]),
} as const;
