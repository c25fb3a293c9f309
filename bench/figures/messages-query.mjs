import { filledLibrary, logOf, messageCode, openHost } from '../message-library.mjs';

const million = 1_000_000;
/** Milliseconds in which 95 of 100 windows have to be there. */
const budget = 50;
const never = new AbortController().signal;

/** @typedef {import('../../src-shared/model/messages.ts').MessageFilter} Filter */
/** @typedef {import('../../src-shared/model/messages.ts').MessageColumn} Column */
/** @typedef {{ name: string, filter: Filter, column: Column, direction: 'ascending' | 'descending', offset: number }} Question */

/**
 * Windows of 100 rows with their totals out of a million messages: every filter, every order, at the beginning, in the middle and at the end; each asked cold,
 * as the first question after opening, and warm. Against the same SQL prepared on the open database, without the host and its port.
 * @param {number} [runs]
 */
export async function messagesQuery(runs = 3) {
  const size = Number(process.env['BENCH_MESSAGES'] ?? million);
  const code = await messageCode();
  const { place, now, remove } = await filledLibrary(size, code);
  try {
    const questions = questionsOf(size, now);
    const cold = await measure(code, place, now, questions, 1, true);
    const warm = await measure(code, place, now, questions, runs, false);
    const all = [...cold, ...warm].sort((a, b) => a.ours - b.ours);
    const ours = sum(all.map((one) => one.ours));
    const reference = sum(all.map((one) => one.reference));
    const slow = all.filter((one) => one.ours > budget);
    for (const one of all.slice(-Number(process.env['BENCH_SLOWEST'] ?? 12)).reverse())
      console.log(`  ${one.name}: ours ${one.ours.toFixed(1)} ms, reference ${one.reference.toFixed(1)} ms`);
    const at = (/** @type {typeof all} */ of, /** @type {number} */ share) =>
      of.toSorted((a, b) => a.ours - b.ours)[Math.ceil(of.length * share) - 1]?.ours ?? Number.NaN;
    return {
      name: 'messages-query',
      ours: ours / all.length,
      reference: reference / all.length,
      budget: 2,
      unit: 'ms',
      runs,
      missed: [
        ['warm', at(warm, 0.95)],
        ['cold', at(cold, 0.95)],
      ].flatMap(([how, time]) =>
        Number(time) > budget ? [`95th percentile ${how} ${Number(time).toFixed(1)} ms of ${budget}`] : [],
      ),
      note: `mean of ${all.length} windows out of ${size}; 95th percentile warm ${at(warm, 0.95).toFixed(1)} ms, cold ${at(cold, 0.95).toFixed(1)} ms (budget ${budget}); ${slow.length} over it${slow.length > 0 ? `: ${[...new Set(slow.map(({ name }) => name))].join('; ')}` : ''}`,
    };
  } finally {
    remove();
  }
}

/**
 * The median of `runs` for each question; cold: with a host of its own for each.
 * @param {Awaited<ReturnType<typeof messageCode>>} code @param {{ file: string, key: Uint8Array }} place @param {number} now
 * @param {readonly Question[]} questions @param {number} runs @param {boolean} isCold
 */
async function measure(code, place, now, questions, runs, isCold) {
  const found = [];
  let host = isCold ? undefined : await openHost(place);
  let database = isCold ? undefined : await code.openForReading(place.file, place.key);
  for (const { name, filter, column, direction, offset } of questions) {
    if (isCold) host = await openHost(place);
    if (isCold) database = await code.openForReading(place.file, place.key);
    if (!host || !database) throw new Error('Nothing is open.');
    const queries = new code.MessageQueries(host.library, () => now + 1);
    const asked = { connectionId: 'bench', filter, sort: { column, direction }, offset, limit: 100 };
    /** @type {number[]} */
    const ours = [];
    /** @type {number[]} */
    const reference = [];
    for (let run = 0; run < runs; run++) {
      host.taken();
      const began = performance.now();
      const { rows } = await queries.window(asked, never);
      ours.push(performance.now() - began);
      if (rows.length === 0) throw new Error(`${name}: no row.`);
      const prepared = [];
      for (const { sql, params } of host.taken())
        prepared.push({ statement: await database.prepare(sql), params });
      const start = performance.now();
      for (const { statement, params } of prepared) await statement.all(params);
      reference.push(performance.now() - start);
    }
    found.push({
      name: `${name}${isCold ? ', cold' : ''}`,
      ours: middle(ours),
      reference: middle(reference),
    });
    if (isCold) {
      await host.end();
      database.close();
    }
  }
  if (!isCold) {
    await host?.end();
    database?.close();
  }
  return found;
}

/** @param {number} size @param {number} now @returns {readonly Question[]} */
function questionsOf(size, now) {
  /** @type {Filter} */
  const everything = { range: { kind: 'last', minutes: 31 * 24 * 60 }, statuses: [], flows: [] };
  const sample = logOf(Math.floor(size / 2), now, size);
  let order = '';
  let transaction = '';
  for (let n = 0; transaction === ''; n++) transaction = logOf(n, now, size).transactionId ?? '';
  for (let n = 0; order === ''; n++) order = logOf(n, now, size).applicationId ?? '';
  /** @param {import('../../src-shared/model/messages.ts').MessageTerm} term @returns {Filter} */
  const by = (term) => ({ ...everything, terms: [term] });
  /** @type {Record<string, Filter>} */
  const filters = {
    'no filter': everything,
    'last day': { ...everything, range: { kind: 'last', minutes: 24 * 60 } },
    'a week in the middle': {
      ...everything,
      range: { kind: 'between', from: now - 20.3 * 86_400_000, to: now - 13.2 * 86_400_000 },
    },
    failed: { ...everything, statuses: ['FAILED'] },
    'failed or retry': { ...everything, statuses: ['FAILED', 'RETRY'] },
    completed: { ...everything, statuses: ['COMPLETED'] },
    'not completed': by({ field: 'status', values: ['COMPLETED'], not: true }),
    'one busy flow': { ...everything, flows: ['Flow_0'] },
    'one quiet flow': { ...everything, flows: ['Flow_290'] },
    'flows by pattern': { ...everything, flows: ['*object 1*'] },
    package: by({ field: 'package', values: ['Package 7'] }),
    sender: by({ field: 'sender', values: ['SENDER_2_0'] }),
    'not a sender': by({ field: 'sender', values: ['SENDER_2_0'], not: true }),
    receiver: by({ field: 'receiver', values: ['receiver_*'] }),
    'no receiver': by({ field: 'receiver', values: [''] }),
    'custom status': by({ field: 'customStatus', values: ['Parked'] }),
    'log level': by({ field: 'logLevel', values: ['DEBUG'] }),
    'application type': by({ field: 'applicationMessageType', values: ['Order'] }),
    'beginning of an application id': by({
      field: 'applicationMessageId',
      values: [`${order.slice(0, -2)}*`],
    }),
    'application id': by({ field: 'applicationMessageId', values: [order] }),
    'correlation id': by({ field: 'correlationId', values: [sample.correlationId] }),
    'message id': by({ field: 'messageGuid', values: [sample.guid] }),
    transaction: by({ field: 'transaction', values: [transaction] }),
    'longer than 10 s': by({ field: 'duration', from: 10_000 }),
    'shorter than 1 s': by({ field: 'duration', to: 1_000 }),
    'header = value': by({ field: 'header', name: 'plant', values: ['7'] }),
    'error text': by({ field: 'error', values: ['timed out'] }),
    'failed with error text': {
      ...everything,
      statuses: ['FAILED'],
      terms: [{ field: 'error', values: ['timed out'] }],
    },
    'text of a flow': { ...everything, text: 'object 12' },
    'beginning of an id': { ...everything, text: sample.guid.slice(0, 8) },
    'failed, receiver, over 1 s': {
      ...everything,
      statuses: ['FAILED'],
      terms: [
        { field: 'receiver', values: ['RECEIVER_3'] },
        { field: 'duration', from: 1_000 },
      ],
    },
  };
  /** @type {readonly Column[]} */
  const columns = [
    'start',
    'status',
    'flowName',
    'duration',
    'sender',
    'receiver',
    'customStatus',
    'messageGuid',
    'correlationId',
    'applicationMessageId',
  ];
  const directions = /** @type {const} */ (['descending', 'ascending']);
  const questions = Object.entries(filters).map(([name, filter]) => ({
    name,
    filter,
    column: /** @type {Column} */ ('start'),
    direction: /** @type {'ascending' | 'descending'} */ (directions[0]),
    offset: 0,
  }));
  for (const [name, filter] of [
    ['no filter', everything],
    ['failed', filters['failed'] ?? everything],
    ['no receiver', filters['no receiver'] ?? everything],
  ]) {
    for (const column of columns)
      for (const direction of directions)
        questions.push({
          name: `${String(name)} by ${column} ${direction}`,
          filter: /** @type {Filter} */ (filter),
          column,
          direction,
          offset: 0,
        });
  }
  for (const column of /** @type {const} */ (['start', 'flowName', 'sender', 'duration']))
    for (const share of [0.5, 0.999])
      questions.push({
        name: `no filter by ${column}, at ${share}`,
        filter: everything,
        column,
        direction: 'descending',
        offset: Math.floor(size * share) - 100,
      });
  return questions;
}

/** @param {readonly number[]} values */
function middle(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @param {readonly number[]} values */
function sum(values) {
  return values.reduce((all, one) => all + one, 0);
}
