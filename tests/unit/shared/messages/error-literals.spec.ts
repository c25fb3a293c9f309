import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { conditionOf } from '../../../../src-shared/messages/error-conditions.ts';
import { contentConditions } from '../../../../src-shared/messages/error-conditions-content.ts';
import { transportConditions } from '../../../../src-shared/messages/error-conditions-transport.ts';
import {
  literalsOf,
  mayContain,
  readGrams,
  slotsOf,
} from '../../../../src-shared/messages/error-literals.ts';

const read = <T>(...path: string[]): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, ...path), 'utf8')) as T;
const labelled = ['half-one.json', 'half-two.json'].flatMap((half) =>
  read<readonly { text: string }[]>('../../../labels/error-texts', half).map(({ text }) => text),
);
const families = Object.values(read<Record<string, readonly string[]>>('error-families.json')).flat();

describe('letters that each match of an expression has', () => {
  it.each<[RegExp, readonly string[] | undefined]>([
    [/Connection Refused/i, ['connection refused']],
    [/connection (?:was )?refused|\bECONNREFUSED\b/i, ['connection ', 'econnrefused']],
    [/queues?.{0,60}is full/i, ['is full']],
    [/certificates?\b|\(46\) alert/i, ['certificate', '(46) alert']],
    [/[a-z]{3,9} denied|ORA-\d{5}: lock+ed/i, [' denied', ': lock']],
    [/a(?:bc|de\)f)[)|]ghijk/i, ['ghijk']],
    [/read|no (?:way)/i, undefined],
    [/(?:one|two)\d+/i, undefined],
  ])('%s', (expression, literals) => {
    expect(literalsOf(expression)).toEqual(literals);
  });

  it('are found in a text wherever they stand, and a text without them is told from one with them', () => {
    const slots = slotsOf(['connection refused']);
    readGrams('java.net.ConnectException: Connection refused (Connection refused)');
    expect(mayContain(slots)).toBe(true);
    readGrams('java.net.SocketTimeoutException: Read timed out');
    expect(mayContain(slots)).toBe(false);
    readGrams('');
    expect(mayContain(slots)).toBe(false);
  });

  it('never hide a condition', () => {
    const rules = [...transportConditions, ...contentConditions];
    expect(labelled.length + families.length).toBeGreaterThan(800);
    for (const text of [...labelled, ...families]) {
      const tried = rules.find(([, , words]) => words.test(text));
      if (tried) expect(conditionOf(text)).toMatchObject({ id: tried[0], title: tried[1] });
      else expect(conditionOf(text)?.isCode ?? true).toBe(true);
    }
  });

  it('are known of most conditions, or looking for them is of no use', () => {
    const rules = [...transportConditions, ...contentConditions];
    const known = rules.filter(([, , words]) => literalsOf(words) !== undefined);
    expect(known.length / rules.length).toBeGreaterThan(0.6);
  });
});
