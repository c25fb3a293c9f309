import { describe, expect, test } from 'vitest';

import { sortedPlaces } from '../../../../src-demo-tenant/messages/columns.ts';
import { MessageBook } from '../../../../src-demo-tenant/messages/message-book.ts';
import { createSchedule } from '../../../../src-demo-tenant/messages/schedule.ts';
import { day, hour, minute, statuses } from '../../../../src-demo-tenant/messages/statuses.ts';
import { logEntity } from '../../../../src-demo-tenant/sets/message-entities.ts';
import { flows, noon } from './flows.ts';

const options = { seed: 7, messages: 3000, flows };
const bookAt = (now: number, more = {}) => new MessageBook({ ...options, ...more, now });

/** What a client could see at an instant, by guid. */
function seenAt(book: MessageBook, now: number): ReadonlyMap<string, string> {
  const [from, to] = book.range(now);
  const seen = new Map<string, string>();
  for (let row = from; row < to; row++) {
    if (book.isVisible(row, now)) seen.set(book.ids.messageGuid(row), book.status(row, now));
  }
  return seen;
}

describe('the same messages', () => {
  test('come of the same seed, clock and volume', () => {
    expect([...seenAt(bookAt(noon), noon)]).toEqual([...seenAt(bookAt(noon), noon)]);
  });

  test('are other ones with another seed', () => {
    const other = seenAt(bookAt(noon, { seed: 8 }), noon);
    expect([...seenAt(bookAt(noon), noon).keys()].some((guid) => other.has(guid))).toBe(false);
  });

  test('are found by a server that starts days later, whole in every property', () => {
    const later = noon + 3 * day + 5 * hour;
    const [early, late] = [bookAt(noon), bookAt(later)];
    const [from, to] = late.range(later);
    const rows = Array.from({ length: to - from }, (_, at) => from + at).filter(
      (row) => (late.schedule.start[row] ?? 0) < noon - day,
    );
    expect(rows.length).toBeGreaterThan(2000);
    for (const row of rows) {
      const known = early.ids.rowOfGuid(late.ids.messageGuid(row));
      expect(known !== undefined && logEntity(early, known, later)).toEqual(logEntity(late, row, later));
    }
  });

  test('go on when the clock passes midnight without a new start', () => {
    const book = bookAt(noon);
    const tomorrow = noon + day;
    book.advance(tomorrow);
    expect([...seenAt(book, tomorrow)]).toEqual([...seenAt(bookAt(tomorrow), tomorrow)]);
  });
});

describe('30 days of traffic', () => {
  test.each([0, 1, 2, 3, 4, 5, 6])('hold at least the wanted number %i days on', (days) => {
    const now = noon + days * day;
    const [from, to] = bookAt(now, { messages: 20_000 }).range(now);
    expect(to - from).toBeGreaterThanOrEqual(19_950);
    expect(to - from).toBeLessThan(21_500);
  });

  test('are quiet at night and at weekends', () => {
    const { start, size } = createSchedule({ ...options, messages: 50_000, now: noon });
    const counts = { office: 0, night: 0, weekday: 0, sunday: 0 };
    for (let row = 0; row < size; row++) {
      const at = new Date(start[row] ?? 0);
      if (at.getUTCHours() === 9) counts.office++;
      if (at.getUTCHours() === 22) counts.night++;
      if (at.getUTCDay() === 2) counts.weekday++;
      if (at.getUTCDay() === 0) counts.sunday++;
    }
    expect(counts.office).toBeGreaterThan(3 * counts.night);
    expect(counts.weekday).toBeGreaterThan(2 * counts.sunday);
  });

  test('are sorted by start, in whole milliseconds', () => {
    const schedule = createSchedule({ ...options, now: noon });
    for (let row = 1; row < schedule.size; row++) {
      expect(schedule.start[row]).toBeGreaterThanOrEqual(schedule.start[row - 1] ?? 0);
    }
    expect(schedule.start.every((at) => Number.isInteger(at))).toBe(true);
  });

  test('are none where no flow carries any', () => {
    expect(createSchedule({ ...options, flows: [], now: noon }).size).toBe(0);
  });
});

describe('at every hour of the day', () => {
  const hours = Array.from({ length: 24 }, (_, at) => at);
  const book = bookAt(noon);
  const midnight = Math.floor(noon / day) * day;

  test.each(hours)('some message runs and some waits for its retry, at %i', (at) => {
    const seen = [...seenAt(book, midnight + at * hour).values()];
    expect(seen).toContain('PROCESSING');
    expect(seen).toContain('RETRY');
  });

  test.each(hours)('a message that has ended cannot be read yet, at %i', (at) => {
    const now = midnight + at * hour;
    const [from, to] = book.range(now);
    const late = Array.from({ length: to - from }, (_, row) => from + row).filter(
      (row) => !book.isVisible(row, now) && (book.end(row, now) ?? now) < now,
    );
    expect(late.length).toBeGreaterThan(0);
    expect(late.every((row) => book.isVisible(row, now + 10 * minute))).toBe(true);
  });
});

test('every status occurs', () => {
  expect(new Set(seenAt(bookAt(noon), noon).values())).toEqual(new Set(statuses));
});

test('a running message ends later and then stays at rest', () => {
  const book = bookAt(noon);
  const running = [...seenAt(book, noon)].filter(([, status]) => status === 'PROCESSING');
  expect(running.length).toBeGreaterThan(0);
  const later = noon + 12 * hour - minute;
  for (const [guid] of running) {
    const row = book.ids.rowOfGuid(guid);
    expect(row !== undefined && book.end(row, noon)).toBeUndefined();
    expect(row !== undefined && book.end(row, later)).toBeGreaterThan(noon);
    expect(row !== undefined && book.status(row, later)).not.toBe('PROCESSING');
  }
});

test('chains share correlation and order, each message names the one before', () => {
  const book = bookAt(noon);
  const [from, to] = book.range(noon);
  const followers = Array.from({ length: to - from }, (_, at) => from + at).filter(
    (row) => (book.schedule.parent[row] ?? -1) >= from,
  );
  expect(followers.length).toBeGreaterThan(200);
  for (const row of followers) {
    const parent = book.schedule.parent[row] ?? -1;
    const [own, before] = [logEntity(book, row, noon), logEntity(book, parent, noon)];
    expect(own['CorrelationId']).toBe(before['CorrelationId']);
    expect(own['ApplicationMessageId']).toBe(before['ApplicationMessageId']);
    expect(own['PredecessorMessageGuid']).toBe(before['MessageGuid']);
    expect(own['LogStart']).toBeGreaterThan(Number(before['LogStart']));
    expect(flows.find(({ artifactId }) => artifactId === before['IntegrationFlowName'])?.next).toContain(
      own['IntegrationFlowName'],
    );
  }
});

test('ids are 28 characters that lead back to their message and to no other', () => {
  const book = bookAt(noon);
  const guid = book.ids.messageGuid(17);
  expect(guid).toMatch(/^A[\w-]{27}$/);
  expect(book.ids.rowOfGuid(guid)).toBe(17);
  expect(book.ids.rowOfRun(guid)).toBeUndefined();
  expect(book.ids.rowOfGuid(`${guid.slice(0, -1)}${guid.endsWith('x') ? 'y' : 'x'}`)).toBeUndefined();
});

test('places are sorted by key and then by place, also with keys too wide to pack', () => {
  expect([...sortedPlaces(Float64Array.of(3, 1, 3, 2))]).toEqual([1, 3, 0, 2]);
  expect([...sortedPlaces(Float64Array.of(2 ** 53, 0, 2 ** 53, 5))]).toEqual([1, 3, 0, 2]);
});
