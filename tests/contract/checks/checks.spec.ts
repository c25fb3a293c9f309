import { describe, expect, test } from 'vitest';

import type { Answer } from '../reader/answer.ts';
import { checkCollection, checkError, checkForbidden, checkGateway } from './body.ts';
import { checkEntity } from './entity.ts';
import { checkMetadataDocument } from './metadata.ts';

const ROOT = 'https://tenant.example:443/api/v1/';

/** A custom header property as a tenant would send it, with changes. */
function header(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const uri = `${ROOT}MessageProcessingLogCustomHeaderProperties('166')`;
  return {
    __metadata: { id: uri, uri, type: 'com.sap.hci.api.MessageProcessingLogCustomHeaderProperty' },
    Id: '166',
    Name: 'order',
    Value: null,
    Log: { __deferred: { uri: `${uri}/Log` } },
    ...changes,
  };
}

function without(name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(header()).filter(([each]) => each !== name));
}

function findings(entity: unknown): readonly string[] {
  return checkEntity('MessageProcessingLogCustomHeaderProperty', entity, 'row').map(({ at }) => at);
}

function answer(json: unknown, status = 200, type = 'application/json', text = JSON.stringify(json)): Answer {
  const headers = new Headers({ 'content-type': type });
  return { request: 'GET x', status, headers, bytes: new TextEncoder().encode(text), text, json };
}

describe('an entity', () => {
  test('is right as the catalogue shows it', () => {
    expect(findings(header())).toEqual([]);
  });

  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['a key that is null', header({ Id: null }), 'row/Id'],
    ['a string that is a number', header({ Name: 7 }), 'row/Name'],
    ['a missing property', without('Value'), 'row/Value'],
    ['an unknown property', header({ Colour: 'red' }), 'row/Colour'],
    ['a missing __metadata', without('__metadata'), 'row/__metadata'],
    ['a missing navigation', without('Log'), 'row/Log'],
    ['a navigation that is expanded unasked', header({ Log: { results: [] } }), 'row/Log'],
    ['the address of another entity', header({ Id: '167' }), 'row/__metadata/uri'],
  ];
  for (const [name, entity, at] of wrong) {
    test(`with ${name} is reported`, () => {
      expect(findings(entity)).toContain(at);
    });
  }

  test('may leave out what $select does not name, and nothing else', () => {
    const options = { selected: ['Id', 'Value'] };
    const type = 'MessageProcessingLogCustomHeaderProperty';
    expect(checkEntity(type, without('Name'), 'row', options)).toEqual([]);
    expect(checkEntity(type, header(), 'row', options).map(({ at }) => at)).toEqual(['row/Name']);
  });

  test('of a media type needs media_src and content_type', () => {
    const uri = `${ROOT}RuntimeArtifactErrorInformations('a')`;
    const type = 'RuntimeArtifactErrorInformation';
    const metadata = { id: uri, uri, type: `com.sap.hci.api.${type}` };
    const media = { content_type: 'text/plain', media_src: `${uri}/$value`, edit_media: `${uri}/$value` };
    expect(checkEntity(type, { Id: 'a', __metadata: { ...metadata, ...media } }, 'row')).toEqual([]);
    expect(checkEntity(type, { Id: 'a', __metadata: metadata }, 'row').length).toBeGreaterThan(1);
  });
});

describe('a key in an address', () => {
  const type = 'TraceMessageProperty';
  function property(uri: string): unknown {
    return {
      __metadata: { id: uri, uri, type: `com.sap.hci.api.${type}` },
      TraceId: '7',
      Name: "it's",
      Value: 'x',
    };
  }

  test('may carry the Int64 suffix, doubles quotes and may be percent-encoded', () => {
    for (const key of ["TraceId=7L,Name='it''s'", "TraceId=7,Name='it''s'", "TraceId=7L,Name='it%27%27s'"]) {
      expect(checkEntity(type, property(`${ROOT}TraceMessageProperties(${key})`), 'row')).toEqual([]);
    }
  });

  test('with a single quote or without a port is reported', () => {
    const single = property(`${ROOT}TraceMessageProperties(TraceId=7L,Name='it's')`);
    const portless = property(`${ROOT.replace(':443', '')}TraceMessageProperties(TraceId=7L,Name='it''s')`);
    expect(checkEntity(type, single, 'row')).not.toEqual([]);
    expect(checkEntity(type, portless, 'row')).not.toEqual([]);
  });
});

describe('a collection', () => {
  const type = 'MessageProcessingLogCustomHeaderProperty';

  test('counts by a string, and only when asked', () => {
    const counted = (count: unknown): Answer => answer({ d: { results: [header()], __count: count } });
    expect(checkCollection(type, counted('1'), { counted: true })).toEqual([]);
    expect(checkCollection(type, counted(1), { counted: true })).toHaveLength(1);
    expect(checkCollection(type, counted('1'))).toHaveLength(1);
  });

  test('continues at a $skiptoken', () => {
    const next = (uri: string): Answer => answer({ d: { results: [], __next: uri } });
    expect(checkCollection(type, next(`${ROOT}X?$skiptoken=1000`))).toEqual([]);
    expect(checkCollection(type, next(`${ROOT}X?$skip=1000`))).toHaveLength(1);
    expect(checkCollection(type, next('X?$skiptoken=1000'))).toHaveLength(1);
  });

  test('holds at most 1,000 rows', () => {
    const rows = (count: number): Answer =>
      answer({ d: { results: Array.from({ length: count }, () => header()) } });
    expect(checkCollection(type, rows(1000))).toEqual([]);
    expect(checkCollection(type, rows(1001))).toHaveLength(1);
  });

  test('is no single entity, no HTML and no error', () => {
    expect(checkCollection(type, answer({ d: header() }))).toHaveLength(1);
    expect(checkCollection(type, answer(undefined, 200, 'text/html', '<html>'))).toHaveLength(1);
    expect(checkCollection(type, answer({ error: {} }, 500))).toHaveLength(1);
  });
});

describe('an error', () => {
  const body = {
    error: { code: 'Not Found', message: { lang: 'en', value: 'Requested entity could not be found.' } },
  };

  test('has a reason phrase and a message', () => {
    expect(checkError(answer(body, 404), 404)).toEqual([]);
    expect(checkError(answer({ error: { ...body.error, code: '404' } }, 404), 404)).toHaveLength(1);
    expect(checkError(answer({ error: { ...body.error, message: 'no' } }, 404), 404)).toHaveLength(1);
    expect(checkError(answer(body, 500), 404)).toHaveLength(1);
  });

  test('for a missing role may be empty or have a null text', () => {
    const silent = { error: { code: 'Forbidden', message: { lang: 'en', value: null } } };
    expect(checkForbidden(answer(undefined, 403, 'text/plain', ''))).toEqual([]);
    expect(checkForbidden(answer(silent, 403))).toEqual([]);
    expect(checkForbidden(answer({ d: { results: [] } }))).not.toEqual([]);
  });

  test('of the gateway is HTML', () => {
    expect(checkGateway(answer(undefined, 401, 'text/html;charset=utf-8', '<html></html>'), 401)).toEqual([]);
    expect(checkGateway(answer(body, 401), 401)).not.toEqual([]);
  });
});

test('a $metadata document that cannot be read, or that declares nothing, is reported', () => {
  expect(checkMetadataDocument('<edmx:Edmx')).toHaveLength(1);
  expect(checkMetadataDocument('<Edmx><Schema/></Edmx>').length).toBeGreaterThan(131);
});
