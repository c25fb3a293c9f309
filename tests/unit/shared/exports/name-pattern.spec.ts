import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  numberedPath,
  patternFindings,
  patternNames,
  payloadPath,
  usualPattern,
} from '../../../../src-shared/exports/name-pattern.ts';
import type { NamedPayload } from '../../../../src-shared/model/exports.ts';

const payload: NamedPayload = {
  message: {
    messageGuid: 'AGx1_2-3',
    flowId: 'Orders',
    flowName: 'Receive orders',
    start: Date.UTC(2026, 10, 23, 23, 59, 58),
    status: 'FAILED',
  },
  kind: 'attachment',
  name: 'request.xml',
  number: 7,
};

describe('a pattern of names', () => {
  it('is filled with what is known of message and payload', () => {
    expect(payloadPath(usualPattern, payload, '.xml')).toBe('Receive orders/2026-11-23/AGx1_2-3-request.xml');
    expect(payloadPath('{status}\\{time}/{number} {kind} {sender}', payload, '.bin')).toBe(
      'FAILED/235958/000007 attachment none.xml',
    );
  });

  it('adds the ending that fits where the payload has none', () => {
    expect(payloadPath('{name}', { ...payload, name: 'Order store' }, '.json')).toBe('Order store.json');
    expect(payloadPath('{guid}', payload, '.bin')).toBe('AGx1_2-3.xml');
  });

  it.each([
    ['../../{name}', 'file/file/request.xml'],
    ['/etc//{name}', 'etc/request.xml'],
    ['C:\\{name}', 'C_/request.xml'],
    ['con/nul.{name}', '_con/_nul.request.xml'],
  ])('leads nowhere else: %s', (pattern, path) => {
    expect(payloadPath(pattern, payload, '.xml')).toBe(path);
  });

  it('makes no folder of what a tenant put into a name', () => {
    const hostile = {
      ...payload,
      name: '../../../.ssh/authorized_keys',
      message: { ...payload.message, flowName: 'a/b\\c:d' },
    };
    expect(payloadPath(usualPattern, hostile, '.txt')).toBe(
      'a_b_c_d/2026-11-23/AGx1_2-3-.._.._.._.ssh_authorized_keys.txt',
    );
  });

  it('makes names that all three systems take, whatever comes', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    const part = fc.oneof(fc.constantFrom(...patternNames.map((name) => `{${name}}`)), text);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), text, text, (parts, name, flowName) => {
        const path = payloadPath(
          parts.join(''),
          { ...payload, name, message: { ...payload.message, flowName } },
          '.xml',
        );
        expect(path.length).toBeLessThanOrEqual(400);
        for (const one of path.split('/')) {
          expect(one).not.toMatch(/[\u0000-\u001f<>:"/\\|?*]/);
          expect(one).not.toMatch(/^\.|^$|[. ]$/);
          expect(one).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
          expect(Array.from(one).length).toBeLessThanOrEqual(120);
        }
      }),
    );
  });

  it('keeps whole paths short where its parts are long', () => {
    const long = 'Überlänge '.repeat(30);
    const wordy = { ...payload, name: `${long}.xml`, message: { ...payload.message, flowName: long } };
    const path = payloadPath('{flow}/{flow}/{guid}-{name}', wordy, '.xml');
    expect(path.length).toBeLessThanOrEqual(180);
    expect(path.endsWith('.xml')).toBe(true);
  });

  it('says what is wrong with it', () => {
    expect(patternFindings(usualPattern)).toEqual([]);
    expect(patternFindings('{flow}/{nam}')).toMatchObject([
      { severity: 'error', text: 'There is no {nam}.' },
    ]);
    expect(patternFindings('{flow')).toMatchObject([{ severity: 'error' }]);
    expect(patternFindings(' ')).toMatchObject([{ severity: 'error' }]);
    expect(patternFindings('{flow}/{date}')).toMatchObject([{ severity: 'hint' }]);
  });

  it('counts names that are taken before the ending', () => {
    expect(numberedPath('a.b/request.xml', 1)).toBe('a.b/request.xml');
    expect(numberedPath('a.b/request.xml', 2)).toBe('a.b/request (2).xml');
    expect(numberedPath('a/request', 3)).toBe('a/request (3)');
  });
});
