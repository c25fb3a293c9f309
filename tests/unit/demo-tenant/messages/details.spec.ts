import { describe, expect, test } from 'vitest';

import { inboundDocument } from '../../../../src-demo-tenant/messages/business-documents.ts';
import { MessageBook } from '../../../../src-demo-tenant/messages/message-book.ts';
import { MessageDetails } from '../../../../src-demo-tenant/messages/message-details.ts';
import { errorText } from '../../../../src-demo-tenant/messages/message-texts.ts';
import { hour } from '../../../../src-demo-tenant/messages/statuses.ts';
import { flows, noon } from './flows.ts';

const book = new MessageBook({ seed: 7, messages: 20_000, flows, now: noon });
const details = new MessageDetails(book, 7);
const [from, to] = book.range(noon);
const rows = Array.from({ length: to - from }, (_, at) => from + at);
const failed = rows.filter((row) => book.status(row, noon) === 'FAILED');

test('one failed message in three has an attachment, one in two custom headers', () => {
  expect(failed.length).toBeGreaterThan(300);
  const attached = failed.filter((row) => details.attachments(row, noon).length > 0);
  const headed = failed.filter((row) => details.customHeaders(row, noon).length > 0);
  expect(attached.length / failed.length).toBeGreaterThan(1 / 3);
  expect(headed.length / failed.length).toBeGreaterThan(1 / 2);
});

test('a single header is the one that the list shows', () => {
  for (const row of failed.slice(0, 200)) {
    for (const [name, value] of details.customHeaders(row, noon)) {
      expect(details.customHeader(row, name, noon)).toBe(value);
    }
  }
});

test('errors are of several families', () => {
  const families = new Set(failed.map((row) => errorText(book, row).split(/[:\s]/)[0]));
  expect(families.size).toBeGreaterThanOrEqual(4);
});

describe('run steps', () => {
  const level = (name: string) => rows.filter((row) => book.level(row) === name);

  test('at INFO none of a completed message, at most the last 50 of a failed one', () => {
    const info = level('INFO');
    const done = info.filter((row) => book.status(row, noon) === 'COMPLETED').slice(0, 300);
    expect(done.every((row) => details.run.kept(row, noon).length === 0)).toBe(true);
    const counts = info
      .filter((row) => book.hasError(row, noon))
      .map((row) => details.run.kept(row, noon).length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBe(50);
  });

  test('at DEBUG and TRACE the whole path, from the first step on', () => {
    const detailed = [...level('DEBUG'), ...level('TRACE')].slice(0, 300);
    expect(detailed.length).toBeGreaterThan(200);
    expect(detailed.every((row) => details.run.kept(row, noon)[0]?.child === 1)).toBe(true);
  });

  test('go round in loops, and parts and branches have a name of their own', () => {
    const whole = level('DEBUG').filter((row) => book.status(row, noon) === 'COMPLETED');
    const counts = whole.map((row) => details.run.kept(row, noon).length);
    expect(Math.max(...counts)).toBeGreaterThan(2_000);
    const orders = whole.find((row) => {
      const { length } = details.run.kept(row, noon);
      return length > 10 && length < 60;
    });
    const steps = details.run.kept(orders ?? -1, noon);
    const rounds = steps.filter(({ step }) => step.modelStepId === 'CallActivity_5');
    const parts = steps.filter(({ step }) => step.modelStepId === 'CallActivity_8');
    expect(new Set(rounds.map(({ branch }) => branch))).toEqual(new Set(['main']));
    expect(new Set(parts.map(({ branch }) => branch)).size).toBe(parts.length);
    const [left, right] = ['ServiceTask_12', 'ServiceTask_13'].map((id) =>
      steps.find(({ step }) => step.modelStepId === id),
    );
    expect(left?.start).toBe(right?.start);
    expect(left?.branch).not.toBe(right?.branch);
    expect(steps.at(-1)?.step.modelStepId).toBe('EndEvent_9');
  });

  test('a later step shows in its trace what the earlier ones did', () => {
    const traced = level('TRACE').find((row) => details.run.kept(row, noon).length > 10) ?? -1;
    const [first, last] = [2, 8].map((child) => String(details.trace.payload(traced, child, noon).content));
    expect(first?.length).toBeLessThanOrEqual(last?.length ?? 0);
    expect(details.trace.headers(traced, 1, noon).map(([name]) => name)).toContain('SAP_ApplicationID');
    expect(details.trace.properties(traced, 8, noon)).toContainEqual(['SAP_CorrelateMPLs', 'true']);
  });

  test('lie within the message, in order', () => {
    for (const row of failed.slice(0, 100)) {
      const steps = details.run.kept(row, noon);
      const starts = steps.map(({ start }) => start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      expect(starts[0]).toBeGreaterThanOrEqual(book.schedule.start[row] ?? 0);
      expect(steps.at(-1)?.status).toBe('FAILED');
    }
  });

  test('the trace is there for 60 minutes and for TRACE alone', () => {
    const traced = level('TRACE').at(-1) ?? -1;
    const start = book.schedule.start[traced] ?? 0;
    expect(details.run.hasTrace(traced, start + hour - 1)).toBe(true);
    expect(details.run.hasTrace(traced, start + hour)).toBe(false);
    const debug = level('DEBUG').at(-1) ?? -1;
    expect(details.run.hasTrace(debug, book.schedule.start[debug] ?? 0)).toBe(false);
  });
});

describe('payloads', () => {
  const bytesOf = (content: string | Uint8Array) => Buffer.from(content as string);

  test('are of the kinds that partners send, and end as they should', () => {
    const facts = { order: 4712, items: 3, at: noon };
    const text = (form: Parameters<typeof inboundDocument>[0], charset: BufferEncoding = 'utf8') =>
      bytesOf(inboundDocument(form, facts).content).toString(charset);
    expect(text('edifact', 'latin1')).toMatch(
      /^UNA:\+\.\? 'UNB\+UNOC:3\+.*Müller.*UNT\+17\+1'UNZ\+1\+4712'$/,
    );
    expect(text('x12')).toMatch(/^ISA\*.{101}~GS\*PO\*.*SE\*10\*0001~GE\*1\*1~IEA\*1\*000004712~$/);
    const [control, segment] = text('idoc-flat').split('\n');
    expect(control).toHaveLength(524);
    expect(segment?.slice(0, 49)).toBe(`${'E2EDK01005'.padEnd(30)}1000000000000004712`);
    expect(text('idoc-xml')).toContain('<IDOC BEGIN="1">');
    expect(text('csv', 'latin1')).toContain(';Währung\r\n');
    expect(JSON.parse(text('json'))).toMatchObject({ order: { number: 4712 } });
  });

  test('come packed, too, the same each time', () => {
    const all = rows.flatMap((row) => details.attachments(row, noon).map((one) => ({ row, ...one })));
    const types = new Set(all.map(({ contentType }) => contentType.split(';')[0]));
    expect([...types]).toEqual(
      expect.arrayContaining(['application/zip', 'multipart/mixed', 'application/json']),
    );
    const zip = all.find(({ name }) => name === 'original.zip');
    const again = details.attachments(zip?.row ?? -1, noon).find(({ name }) => name === 'original.zip');
    expect(bytesOf(again?.content ?? '').equals(bytesOf(zip?.content ?? 'x'))).toBe(true);
  });
});
