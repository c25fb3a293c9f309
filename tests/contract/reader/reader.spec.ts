import { expect, test } from 'vitest';

import type { Answer } from './answer.ts';
import { artifact, datetime, instantOf, keyed, keyedBy, query } from './literals.ts';
import { areaOf } from './pace.ts';
import { relativeNext } from './reader.ts';
import { claimsOf } from './token.ts';
import { zipNames } from './zip-names.ts';

test('2.1: both date forms are read, with and without an offset suffix', () => {
  expect(instantOf('/Date(1521463557739)/')).toBe(1_521_463_557_739);
  expect(instantOf('/Date(1521463557739+0000)/')).toBe(1_521_463_557_739);
  expect(instantOf('2021-02-15T16:06:34.08')).toBe(Date.UTC(2021, 1, 15, 16, 6, 34, 80));
  expect(instantOf('2021-02-15')).toBeUndefined();
  expect(instantOf(null)).toBeUndefined();
});

test('2.1: keys double their quotes and are percent-encoded', () => {
  expect(keyed('Set', "it's")).toBe("Set('it''s')");
  expect(keyed('Set', 'sap-it-res:msg:1')).toBe("Set('sap-it-res%3Amsg%3A1')");
  expect(keyed('Set', 'flow$endpointAddress=a/b')).toBe("Set('flow%24endpointAddress%3Da%2Fb')");
  expect(keyedBy('Set', { RunId: 'r', ChildCount: 17 })).toBe("Set(RunId='r',ChildCount=17)");
  expect(artifact('Set', 'x')).toBe("Set(Id='x',Version='active')");
});

test('2.1: datetime literals carry no zone', () => {
  expect(datetime(Date.UTC(2026, 10, 23))).toBe("datetime'2026-11-23T00:00:00.000'");
  expect(query({ $filter: "A eq 'b c'", $top: 3 })).toBe("?$filter=A%20eq%20'b%20c'&$top=3");
});

test('3.1: of __next only what stands below the service root is followed', () => {
  const next = 'https://elsewhere.example:443/api/v1/Set?$filter=a&$skiptoken=1000';
  const json = { d: { results: [], __next: next } };
  const answer: Answer = {
    request: 'GET Set',
    status: 200,
    headers: new Headers(),
    bytes: new Uint8Array(),
    text: '',
    json,
  };
  expect(relativeNext(answer)).toBe('Set?$filter=a&$skiptoken=1000');
  expect(relativeNext({ ...answer, json: { d: { results: [] } } })).toBeUndefined();
});

test('3.2: every path belongs to a rate area', () => {
  expect(areaOf("IntegrationPackages('a')/IntegrationDesigntimeArtifacts")).toBe('designTime');
  expect(areaOf("ValueMappingDesigntimeArtifacts(Id='a',Version='active')")).toBe('designTime');
  expect(areaOf('IntegrationRuntimeArtifacts?$top=1')).toBe('runtime');
  expect(areaOf("MessageProcessingLogRuns('a')/RunSteps")).toBe('logs');
  expect(areaOf('UserCredentials')).toBe('other');
});

test('1.4: claims are read from a JWT and from nothing else', () => {
  const payload = Buffer.from('{"scope":["a.Read"]}').toString('base64url');
  expect(claimsOf(`x.${payload}.y`)).toEqual({ scope: ['a.Read'] });
  expect(claimsOf('opaque')).toBeUndefined();
  expect(claimsOf('a.b.c')).toBeUndefined();
});

test('the names of a zip are read from its directory, other bytes are no zip', () => {
  const empty = new Uint8Array(22);
  empty.set([0x50, 0x4b, 0x05, 0x06]);
  expect(zipNames(empty)).toEqual([]);
  expect(zipNames(new TextEncoder().encode('Manifest-Version: 1.0, and nothing else'))).toBeUndefined();
});
