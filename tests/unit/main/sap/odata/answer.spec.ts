import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  collection,
  envelope,
  parseCount,
  parseJson,
  statusFailure,
} from '../../../../../src-main/sap/odata/answer.ts';
import { AppError, isUnknownHost } from '../../../../../src-shared/errors.ts';
import { everythingOf, failureOf } from '../failure-of.ts';

const context = { host: 'host.example', area: 'messages' } as const;

describe('statusFailure', () => {
  it.each([
    [400, 'tenant.bad-request'],
    [401, 'auth.unauthorized'],
    [403, 'auth.forbidden'],
    [404, 'tenant.not-found'],
    [405, 'tenant.not-implemented'],
    [407, 'network.proxy'],
    [429, 'tenant.rate-limited'],
    [500, 'tenant.failed'],
    [501, 'tenant.not-implemented'],
    [502, 'tenant.unavailable'],
    [503, 'tenant.unavailable'],
    [504, 'tenant.unavailable'],
    [301, 'network.redirect'],
    [307, 'network.redirect'],
    [418, 'tenant.failed'],
  ])('%i is %s', (status, code) => {
    expect(statusFailure(status, '', context)).toMatchObject({ code, facts: { status, host: context.host } });
  });

  it.each([200, 204, 299])('%i is no failure', (status) => {
    expect(statusFailure(status, 'x', context)).toBeUndefined();
  });

  it('names the role that opens the area', () => {
    expect(statusFailure(403, '', context)?.facts.role).toBe('MonitoringDataRead');
    expect(statusFailure(403, '', { ...context, area: 'content' })?.facts.role).toBe('WorkspacePackagesRead');
    expect(statusFailure(403, '', { ...context, area: 'root' })?.facts).not.toHaveProperty('role');
  });

  it('tells a router that knows no such host from "there is none"', () => {
    const router = statusFailure(404, "404 Not Found: Requested route ('x') does not exist.", context);
    const absent = statusFailure(404, '{"error":{"message":{"value":"No entity."}}}', context);
    expect(router && isUnknownHost(router)).toBe(true);
    expect(absent && isUnknownHost(absent)).toBe(false);
  });
});

describe('parseJson', () => {
  it.each([
    ['', 'tenant.empty-answer'],
    [' \r\n', 'tenant.empty-answer'],
    ['<html>', 'tenant.not-json'],
    ['\ufeff <!DOCTYPE html>', 'tenant.not-json'],
    ['{"d":', 'tenant.invalid-json'],
    ['{"d":{}} trailing', 'tenant.invalid-json'],
  ] as const)('%j is %s', async (body, code) => {
    await failureOf(() => parseJson(body, context), code);
  });

  it('reads JSON after a byte order mark', () => {
    expect(parseJson('\ufeff{"d":1}', context)).toEqual({ d: 1 });
  });

  it('quotes nothing of the body in its failure', async () => {
    const failure = await failureOf(() => parseJson('{"secret-payload', context), 'tenant.invalid-json');
    expect(everythingOf(failure)).not.toContain('secret-payload');
  });
});

describe('parseCount', () => {
  it.each([
    ['7', 7],
    [' 48112\n', 48_112],
    ['\ufeff0', 0],
  ])('%j is %i', (body, count) => {
    expect(parseCount(body, context)).toBe(count);
  });

  it.each([
    ['', 'tenant.empty-answer'],
    ['<html>', 'tenant.not-json'],
    ['-1', 'tenant.unexpected-shape'],
    ['1.5', 'tenant.unexpected-shape'],
    ['1e3', 'tenant.unexpected-shape'],
    ['{"d":7}', 'tenant.unexpected-shape'],
    ['99999999999999999999', 'tenant.unexpected-shape'],
  ] as const)('%j is %s', async (body, code) => {
    await failureOf(() => parseCount(body, context), code);
  });
});

describe('envelope and collection', () => {
  it('reads count and next of a page', () => {
    const d = envelope({ d: { results: [1], __count: '7', __next: 'https://host.example/x' } }, context);
    expect(collection(d, context)).toEqual({ results: [1], count: 7, next: 'https://host.example/x' });
  });

  it.each([
    [{ results: [] }, { results: [], next: undefined, count: undefined }],
    [
      { results: [], __count: null, __next: '' },
      { results: [], next: undefined, count: undefined },
    ],
    [
      { results: [], __count: 'many', __next: 7 },
      { results: [], next: undefined, count: undefined },
    ],
    [
      { results: [], __count: '' },
      { results: [], next: undefined, count: undefined },
    ],
    [
      { results: [], __count: 7 },
      { results: [], next: undefined, count: 7 },
    ],
    [[1, 2], { results: [1, 2], next: undefined, count: undefined }],
  ])('takes %j', (d, expected) => {
    expect(collection(d, context)).toEqual(expected);
  });

  it.each([null, undefined, 7, 'x', {}, { results: {} }])('takes %j for no list', async (d) => {
    await failureOf(() => collection(d, context), 'tenant.unexpected-shape');
  });

  it.each([null, undefined, 7, 'x', {}, []])('takes %j for no OData', async (json) => {
    await failureOf(() => envelope(json, context), 'tenant.unexpected-shape');
  });

  it('never throws anything but AppErrors', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.jsonValue().map((d) => JSON.stringify({ d })),
        ),
        (body) => {
          try {
            collection(envelope(parseJson(body, context), context), context);
          } catch (fault) {
            expect(fault).toBeInstanceOf(AppError);
          }
        },
      ),
    );
  });
});
