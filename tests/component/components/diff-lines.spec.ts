import { expect, test } from 'vitest';

import { diffLines } from '../../../src-renderer/components/text/diff-lines.ts';

function applied(before: string, after: string): string {
  let [text, at] = ['', 0];
  for (const { fromA, toA, fromB, toB } of diffLines(before, after)) {
    text += before.slice(at, fromA) + after.slice(fromB, toB);
    at = toA;
  }
  return text + before.slice(at);
}

const flow = Array.from(
  { length: 12_000 },
  (_, at) => `    <element id="Expression_${at}">value ${at % 50}</element>`,
);

test('a large text with changes here and there differs there alone', () => {
  const before = flow.join('\n');
  const after = flow
    .map((line, at) => (at % 400 === 7 ? line.replace('Expression', 'Formula') : line))
    .toSpliced(6_000, 0, '    <added/>')
    .join('\n');
  expect(before.length).toBeGreaterThan(500_000);
  const changes = diffLines(before, after);
  expect(changes.length).toBeGreaterThanOrEqual(31);
  expect(changes.reduce((sum, { fromA, toA }) => sum + toA - fromA, 0)).toBeLessThan(31 * 12);
  expect(applied(before, after)).toBe(after);
});

test.each([
  ['', ''],
  ['', 'a'],
  ['a\n', ''],
  ['a\nb', 'a\nb\n'],
  ['a\r\nb\r\n', 'a\nb\n'],
  ['one\ntwo\nthree', 'one\n2\nthree\nfour'],
  ['😀 a\n😀 b\n', '😀 c\n😁 b\n'],
])('from %j to %j', (before, after) => {
  expect(applied(before, after)).toBe(after);
});

test('a text with nothing in common is one change', () => {
  const other = flow.map((_, at) => `${at}`).join('\n');
  expect(applied(flow.join('\n'), other)).toBe(other);
});
