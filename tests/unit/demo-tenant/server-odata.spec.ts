import { describe, expect, test } from 'vitest';

import { typeOfSet } from '../../../src-demo-tenant/metadata/model.ts';
import type { Entity } from '../../../src-demo-tenant/odata/entity.ts';
import { parseFilter } from '../../../src-demo-tenant/odata/filter.ts';
import { entityAddress } from '../../../src-demo-tenant/odata/json.ts';
import { readOptions } from '../../../src-demo-tenant/odata/options.ts';
import { keyValues, parsePath } from '../../../src-demo-tenant/odata/path.ts';
import { entityPredicate } from '../../../src-demo-tenant/odata/predicate.ts';

const keysOf = (path: string) => Object.fromEntries(parsePath(path)[0]?.keys ?? []);

describe('paths', () => {
  test('segments are split outside of quotes', () => {
    expect(parsePath("Set('a/b')/Nav('c')/$value").map(({ name }) => name)).toEqual(['Set', 'Nav', '$value']);
    expect(keysOf("Set('a/b')")).toEqual({ '': 'a/b' });
  });

  test('a doubled quote is one quote', () => {
    expect(keysOf("Set('O''Neill''s')")).toEqual({ '': "O'Neill's" });
  });

  test('percent-encoded characters stand for themselves', () => {
    expect(keysOf("ServiceEndpoints('a%24endpointAddress%3D%2Fx%27%27y')")).toEqual({
      '': "a$endpointAddress=/x'y",
    });
  });

  test('several keys, in any order, numbers and booleans', () => {
    const [segment] = parsePath("JmsMessages(Name='q,1',Failed=false,Msgid='m)')");
    expect(segment && keyValues(segment, ['Msgid', 'Name', 'Failed'])).toEqual(['m)', 'q,1', 'false']);
    expect(keysOf('TraceMessages(7875L)')).toEqual({ '': '7875' });
    expect(keysOf('AccessPolicies(101)')).toEqual({ '': '101' });
  });

  test.each(["Set('a'", "Set('a)", 'Set(=)', "Set('%E0%A4%A')"])('%s is malformed', (path) => {
    expect(() => parsePath(path)).toThrow(/Malformed/);
  });

  test('keys whose names do not fit the type are no key', () => {
    const [segment] = parsePath("Set(Id='a',Other='b')");
    expect(segment && keyValues(segment, ['Id', 'Version'])).toBeUndefined();
  });

  test('an address made for an entity leads back to its keys', () => {
    const entity: Entity = { Id: "O'Neill/50%", Version: 'Active' };
    const address = entityAddress(entity, typeOfSet('IntegrationDesigntimeArtifacts'), 'http://h:1/api/v1');
    const [segment] = parsePath(address.slice('http://h:1/api/v1/'.length));
    expect(segment && keyValues(segment, ['Id', 'Version'])).toEqual(["O'Neill/50%", 'Active']);
  });
});

describe('filters', () => {
  const type = typeOfSet('MessageProcessingLogs');
  const row: Entity = {
    Status: 'FAILED',
    Sender: "O'Neill",
    Receiver: null,
    LogStart: Date.UTC(2026, 10, 23, 8, 30, 0, 250),
    LogEnd: null,
    IntegrationArtifact: { Id: 'Orders', Name: 'Orders (2)' },
  };
  const fits = (text: string) => entityPredicate(parseFilter(text), type, 'any')(row);

  test.each([
    "Status eq 'FAILED'",
    "Status ne 'COMPLETED' and Sender eq 'O''Neill'",
    "IntegrationArtifact/Id eq 'Orders'",
    "LogStart ge datetime'2026-11-23T08:30:00.250'",
    "LogStart gt datetime'2026-11-23T08:30:00' and LogStart lt datetime'2026-11-23T08:31'",
    'LogEnd eq null',
    "substringof('ders', IntegrationArtifact/Name) eq true",
    "startswith(Status,'FA') and endswith(Status, 'ED')",
    "not startswith(Status,'CO')",
    "startswith(Status,'CO') eq false",
    "Status eq 'COMPLETED' or (Status eq 'FAILED' and not (Sender eq 'x'))",
    "Status eq 'FAILED' or Status eq 'RETRY' and Sender eq 'x'",
  ])('%s fits', (text) => {
    expect(fits(text)).toBe(true);
  });

  test.each([
    "Status eq 'failed'",
    "LogEnd ge datetime'2020-01-01T00:00:00'",
    "LogEnd lt datetime'2020-01-01T00:00:00'",
    "Receiver eq ''",
    "(Status eq 'FAILED' or Status eq 'RETRY') and Sender eq 'x'",
  ])('%s does not fit', (text) => {
    expect(fits(text)).toBe(false);
  });

  test.each([
    'Status',
    "Status eq 'FAILED",
    "Status equals 'FAILED'",
    "Status eq 'A' and",
    "(Status eq 'A'",
    "Nothing eq 'A'",
    "LogEnd gt 'yesterday'",
    "LogStart ge datetime'2026-11-23T08:30:00Z'",
    "LogStart ge datetime'2026-11-23T08:30:00+01:00'",
    'Status eq 5',
    "substringof('x',LogStart)",
  ])('%s is a bad request', (text) => {
    expect(() => fits(text)).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe('query options', () => {
  const read = (query: string, allowed: Parameters<typeof readOptions>[1]) =>
    readOptions(new URLSearchParams(query), allowed);

  test('what a list does not know is ignored', () => {
    const options = read("$filter=A eq 'b'&$top=3&$orderby=X&$inlinecount=allpages&$expand=Y", {});
    expect(options).toMatchObject({ filter: undefined, top: undefined, orderBy: [], inlineCount: false });
    expect(options.expand).toEqual([]);
  });

  test('what a list refuses is refused', () => {
    const refuse = { $filter: 501 } as const;
    expect(() => read("$filter=A eq 'b'", { refuse })).toThrow(expect.objectContaining({ status: 501 }));
  });

  test('a list that knows or alone refuses and', () => {
    const allowed = { filter: 'any', connectives: ['or'] } as const;
    expect(read("$filter=A eq 'b' or B eq 'c'", allowed).filter?.kind).toBe('or');
    expect(() => read("$filter=A eq 'b' and B eq 'c'", allowed)).toThrow(/and is not supported/);
  });

  test('a skip token counts what earlier pages held, off $top as well', () => {
    expect(read('$skip=5&$top=2500&$skiptoken=1000', { page: true })).toMatchObject({
      skip: 1005,
      top: 1500,
      token: 1000,
    });
  });

  test.each(['$top=-1', '$top=ten', '$skip=1.5'])('%s is a bad request', (query) => {
    expect(() => read(query, { page: true })).toThrow(expect.objectContaining({ status: 400 }));
  });
});
