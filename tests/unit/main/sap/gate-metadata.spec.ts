import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readOnlyGate } from '../../../../src-main/sap/gate.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { sharedPath } from '../../../contract/facts/shared-reference.ts';

interface Metadata {
  readonly functionImports: readonly { readonly name: string; readonly httpMethod: string }[];
  readonly entitySets: readonly { readonly name: string }[];
}

const found = sharedPath('reference/api/metadata/cloud-integration-metadata.json');
const metadata = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Metadata;

const origin = 'https://tenant.example';
const root = `${origin}/api/v1/`;

function isRefused(address: string, method = 'GET', headers: Readonly<Record<string, string>> = {}): boolean {
  try {
    readOnlyGate({ method, url: new URL(address), headers });
    return false;
  } catch (fault) {
    expect(fault).toBeInstanceOf(AppError);
    expect((fault as AppError).code).toBe('gate.refused');
    return true;
  }
}

describe('the read-only gate', () => {
  it.each([
    '/api/v1/../v2/IntegrationPackages',
    '/api/v1/%2e%2e/v2/IntegrationPackages',
    '/api/v1/%2E%2e%2fv2/IntegrationPackages',
    '/api/v1/%252e%252e/IntegrationPackages',
    '/api/v1/%25252e%25252e/IntegrationPackages',
    '/api/v1/..%5c..%5cIntegrationPackages',
    '/api/v1/..\\..\\IntegrationPackages',
    '/api/v1/IntegrationPackages/..%5c$batch',
    "/api/v1/IntegrationPackages('x')/..%2f..%2f$batch",
    "/api/v1/IntegrationPackages('x%2f..%2f..%2f$batch')",
    '/api/v11/IntegrationPackages',
    '/api/v1x',
    '/api/v2/IntegrationPackages',
    '/itspaces/api/v1/IntegrationPackages',
    '/location/../api/v1/IntegrationPackages/x/../../../oauth',
    '/location/a%2Fb/api/v1/IntegrationPackages',
    '/',
    '',
    '/oauth/token',
  ])('a way out of the API: %s', (path) => {
    const climbed = new URL(origin + path);
    const stillInside = /^(?:\/location\/[\w-]+)?\/api\/v1\/IntegrationPackages$/.test(climbed.pathname);
    // What the URL parser has resolved is what goes out: it may pass only as a known read.
    expect(isRefused(climbed.href)).toBe(!stillInside);
  });

  it('refuses whatever names no known set', () => {
    const segments = fc.array(fc.string(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(segments, (parts) => {
        const address = root + parts.map((part) => encodeURIComponent(part)).join('/');
        const [first = ''] = parts;
        fc.pre(first !== '' && new URL(address).pathname !== '/api/v1/');
        expect(isRefused(address)).toBe(true);
      }),
    );
  });
});

describe("the gate and a tenant's own metadata", () => {
  it('refuses every function import by every method', (context) => {
    if ('reason' in found) return context.skip(found.reason);
    const { functionImports } = metadata(found.path);
    expect(functionImports.length).toBeGreaterThan(30);
    for (const { name } of functionImports) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])
        for (const path of [
          name,
          `${name}?Id='x'`,
          `${name}()`,
          `${name}/$value`,
          `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`,
        ])
          expect(isRefused(root + path, method), `${method} ${path}`).toBe(true);
    }
  });

  it('refuses functions below a readable set as well', (context) => {
    if ('reason' in found) return context.skip(found.reason);
    const passed = metadata(found.path).functionImports.filter(
      ({ name }) =>
        !isRefused(`${root}IntegrationPackages('x')/${name}`) ||
        !isRefused(`${root}MessageProcessingLogs/${name}`),
    );
    expect(passed.map(({ name }) => name)).toEqual([]);
  });

  it('refuses to follow or expand whatever leads to a secret key', (context) => {
    if ('reason' in found) return context.skip(found.reason);
    for (const { name } of metadata(found.path).entitySets)
      for (const secret of ['SecretResource', 'Secring', 'Sshkey'])
        for (const path of [
          `${name}('x')/${secret}`,
          `${name}('x')?$expand=${secret}`,
          `${name}?$select=Name,${secret}`,
          `${name}?$filter=${secret}/Resource eq 'x'`,
        ])
          expect(isRefused(root + path), path).toBe(true);
  });

  it('refuses every writing method on every set', (context) => {
    if ('reason' in found) return context.skip(found.reason);
    for (const { name } of metadata(found.path).entitySets) {
      for (const method of ['POST', 'PUT', 'PATCH', 'MERGE', 'DELETE'])
        expect(isRefused(`${root}${name}('x')`, method), `${method} ${name}`).toBe(true);
    }
  });
});
