import type { TestContext } from 'vitest';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { checkError, typeNameOf } from './checks/body.ts';
import type { RunningServer } from './demo-tenant/server-process.ts';
import type { Tenant } from './demo-tenant/tenant.ts';
import { startTenant } from './demo-tenant/tenant.ts';
import { contentBodies } from './probes/content-bodies.ts';
import { serviceEndpoints } from './probes/endpoints.ts';
import { messageBodies } from './probes/message-bodies.ts';
import { messageHeaders } from './probes/message-headers.ts';
import { messageStore } from './probes/message-store.ts';
import { runtime } from './probes/runtime.ts';
import type { JsonObject } from './reader/answer.ts';
import { isObject, objectIn, rowsOf } from './reader/answer.ts';
import type { Sample } from './samples/published.ts';
import { collectedSamples, entitiesOf, specificationSamples } from './samples/published.ts';
import { compareShape } from './samples/shape.ts';

/** The probes whose answers hold at least one entity of every type that is compared. */
const VISITS = [
  ...[
    'packages',
    'customTags',
    'configurations',
    'resources',
    'valueMappingSchema',
    'topLevelMessageMappings',
    'ScriptCollectionDesigntimeArtifacts',
  ].map((name) => contentBodies[name]),
  runtime.artifacts,
  serviceEndpoints.endpointIds,
  messageBodies.logs,
  messageBodies.adapterAttributes,
  messageBodies.attachments,
  messageHeaders.customHeaders,
  messageBodies.errorInformation,
  messageStore.storeContent,
];

const ENOUGH = 200;
const seen = new Map<string, JsonObject[]>();
let server: RunningServer | undefined;
let tenant: Tenant;

beforeAll(async () => {
  ({ server, tenant } = await startTenant());
  tenant.administrator.onAnswer = (answer) => {
    if (answer.status !== 200 || answer.request.includes('$select')) return;
    const rows = rowsOf(answer) ?? [objectIn(answer.json, 'd')].filter(isObject);
    for (const row of rows) remember(row);
  };
  for (const visit of VISITS) await visit?.check(tenant);
}, 180_000);
afterAll(() => server?.close());

function remember(row: JsonObject): void {
  const type = typeNameOf(row);
  if (type === undefined) return;
  const rows = seen.get(type) ?? [];
  if (rows.length < ENOUGH) seen.set(type, [...rows, row]);
}

function samplesOrSkip(
  found: { samples: readonly Sample[] } | { reason: string },
  context: TestContext,
): readonly Sample[] {
  return 'reason' in found ? context.skip(found.reason) : found.samples;
}

function comparison(samples: readonly Sample[]): {
  compared: readonly string[];
  findings: readonly unknown[];
} {
  const inScope = samples.filter(({ type, status }) => type !== undefined && seen.has(type) && status < 300);
  return {
    compared: [...new Set(inScope.map(({ type }) => type ?? ''))],
    findings: inScope.flatMap(({ name, type = '', body }) =>
      entitiesOf(body).flatMap((entity) => compareShape(type, entity, seen.get(type) ?? [], name)),
    ),
  };
}

test('2.10: the bodies of the published specifications agree in shape with the answers', (context) => {
  const { compared, findings } = comparison(samplesOrSkip(specificationSamples(), context));
  expect(compared).toEqual(
    expect.arrayContaining([
      'IntegrationPackage',
      'IntegrationDesigntimeArtifact',
      'MessageMappingDesigntimeArtifact',
      'ValueMappingDesigntimeArtifact',
      'ScriptCollectionDesigntimeArtifact',
      'Configuration',
      'Resource',
      'ValMapSchema',
      'ValMap',
      'IntegrationRuntimeArtifact',
      'ServiceEndpoint',
      'MessageProcessingLog',
      'MessageProcessingLogAdapterAttribute',
      'MessageProcessingLogAttachment',
      'MessageProcessingLogCustomHeaderProperty',
      'MessageProcessingLogErrorInformation',
      'MessageStoreEntry',
      'MessageStoreEntryAttachment',
      'MessageStoreEntryProperty',
    ]),
  );
  expect(findings).toEqual([]);
});

test('2.10: the collected response bodies agree in shape with the answers', (context) => {
  const { compared, findings } = comparison(samplesOrSkip(collectedSamples(), context));
  expect(compared.length).toBeGreaterThan(10);
  expect(findings).toEqual([]);
});

test('3.6: the published error bodies have the form the checks ask for', (context) => {
  const errors = samplesOrSkip(collectedSamples(), context).filter(
    ({ name, status, body }) =>
      status >= 400 && name.startsWith('accelerator-hub-spec/') && objectIn(body, 'error') !== undefined,
  );
  const findings = errors.flatMap(({ name, status, body }) =>
    checkError(
      {
        request: name,
        status,
        headers: new Headers(),
        bytes: new Uint8Array(),
        text: JSON.stringify(body),
        json: body,
      },
      status,
    ),
  );
  expect(errors.length).toBeGreaterThan(5);
  expect(findings).toEqual([]);
});
