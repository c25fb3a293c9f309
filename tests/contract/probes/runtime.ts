import { checkCollection, checkError, checkSingle, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameMembers, sameText } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { JsonObject } from '../reader/answer.ts';
import { countOf, isObject, rowsOf, textOf } from '../reader/answer.ts';
import { keyed, literal, query } from '../reader/literals.ts';
import { zipNames } from '../reader/zip-names.ts';
import { FLOWS, listed } from './packages.ts';
import { inTurn, oncePerTenant, probe, some } from './probe.ts';

const RUNTIME = 'IntegrationRuntimeArtifacts';
const ANY = { headers: { Accept: '*/*' } };

const deployed = oncePerTenant(({ administrator }) => administrator.rows(RUNTIME));

function ids(rows: readonly JsonObject[]): readonly string[] {
  return rows.map(({ Id }) => textOf(Id));
}

async function inError(tenant: Tenant): Promise<readonly JsonObject[]> {
  return (await deployed(tenant)).filter(({ Status }) => Status === 'ERROR');
}

/** Every string of each `parameter` array, however deep (catalogue 2.4). */
function parametersIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(parametersIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'parameter' && Array.isArray(inner)
      ? inner.filter((each) => typeof each === 'string')
      : parametersIn(inner),
  );
}

async function agrees(
  tenant: Tenant,
  filter: string,
  rule: (row: JsonObject) => boolean,
): Promise<readonly Finding[]> {
  const expected = ids((await deployed(tenant)).filter(rule));
  const found = ids(await tenant.administrator.rows(`${RUNTIME}${query({ $filter: filter })}`));
  return [
    ...expecting(expected.length > 0, filter, 'artifacts to compare', 'none'),
    ...sameMembers(filter, expected, found),
  ];
}

export const runtime = {
  artifacts: probe('2.4', 'deployed artifacts, a single one, an unknown one', async (tenant) => {
    const { administrator } = tenant;
    const first = some(ids(await deployed(tenant)), 'deployed artifacts');
    return [
      ...checkCollection('IntegrationRuntimeArtifact', await administrator.get(RUNTIME), { atLeast: 20 }),
      ...checkSingle('IntegrationRuntimeArtifact', await administrator.get(keyed(RUNTIME, first))),
      ...checkError(await administrator.get(keyed(RUNTIME, 'Not_Deployed')), 404),
    ];
  }),

  paging: probe('2.4', '$top, $skip, $select, $inlinecount and /$count', async (tenant) => {
    const { administrator } = tenant;
    const rows = await deployed(tenant);
    const page = await administrator.get(`${RUNTIME}?$top=3&$skip=2&$inlinecount=allpages`);
    const count = await administrator.send(`${RUNTIME}/$count`, { headers: { Accept: 'text/plain' } });
    const selected = ['Id', 'Status'];
    return [
      ...checkCollection('IntegrationRuntimeArtifact', page, { counted: true }),
      ...sameText(page.request, `${rows.length}`, countOf(page)),
      ...sameText(page.request, ids(rows).slice(2, 5).join(), ids(rowsOf(page) ?? []).join()),
      ...sameText(count.request, `${rows.length}`, count.text),
      ...checkCollection(
        'IntegrationRuntimeArtifact',
        await administrator.get(`${RUNTIME}?$select=Id,Status`),
        { selected, atLeast: 1 },
      ),
    ];
  }),

  order: probe('2.4', '$orderby', async ({ administrator }) => {
    const [up, down] = [
      ids(await administrator.rows(`${RUNTIME}?$orderby=Id`)),
      ids(await administrator.rows(`${RUNTIME}?$orderby=Id%20desc`)),
    ];
    return [
      ...sameText(`${RUNTIME}?$orderby=Id`, [...down].reverse().join(), up.join()),
      ...expecting(
        up.join() === [...up].sort().join() ||
          up.join() === [...up].sort((a, b) => a.localeCompare(b)).join(),
        `${RUNTIME}?$orderby=Id`,
        'sorted',
        up.slice(0, 5),
      ),
    ];
  }),

  filters: probe('2.4', '$filter by the properties other than DeployedOn, also with or', async (tenant) => {
    const row = some(await deployed(tenant), 'deployed artifacts');
    const fields = ['Id', 'Name', 'Type', 'Version', 'Status', 'DeployedBy'];
    const single = await inTurn(fields, (field) =>
      agrees(tenant, `${field} eq ${literal(textOf(row[field]))}`, (each) => each[field] === row[field]),
    );
    const either = await agrees(
      tenant,
      "Status eq 'ERROR' or Type eq 'VALUE_MAPPING'",
      ({ Status, Type }) => Status === 'ERROR' || Type === 'VALUE_MAPPING',
    );
    return [...single, ...either];
  }),

  states: probe(
    '3.5',
    'a deployed artifact is STARTED, STARTING, ERROR, STOPPING or STOPPED; some are in ERROR',
    async (tenant) => {
      const known = ['STARTED', 'STARTING', 'ERROR', 'STOPPING', 'STOPPED'];
      return [
        ...expecting((await inError(tenant)).length > 0, RUNTIME, 'artifacts in ERROR', 'none'),
        ...(await deployed(tenant)).flatMap(({ Id, Status }) =>
          expecting(known.includes(textOf(Status)), textOf(Id), known.join(), Status),
        ),
      ];
    },
  ),

  errorInformation: probe(
    '2.4',
    'ErrorInformation of an artifact in ERROR is JSON text with parameter arrays',
    async (tenant) => {
      let ready = 0;
      const findings = await inTurn(await inError(tenant), async ({ Id }) => {
        const path = `${keyed(RUNTIME, textOf(Id))}/ErrorInformation`;
        const value = await tenant.administrator.send(`${path}/$value`, ANY);
        if (value.status === 204) return []; // Not ready yet, for some seconds after a failure.
        ready += 1;
        const texts = parametersIn(value.json);
        return [
          ...checkSingle('RuntimeArtifactErrorInformation', await tenant.administrator.get(path)),
          ...checkStatus(value, 200),
          ...expecting(
            texts.some((text) => text.length > 10),
            value.request,
            'JSON text with "parameter":["…"]',
            value.text,
          ),
        ];
      });
      return [...findings, ...expecting(ready > 0, RUNTIME, 'an error text that is ready', 'none')];
    },
  ),

  noErrorInformation: probe('2.4', 'ErrorInformation of a started artifact: 404 or 204', async (tenant) => {
    const started = some(
      (await deployed(tenant)).filter(({ Status }) => Status === 'STARTED'),
      'started artifacts',
    );
    const path = `${keyed(RUNTIME, textOf(started['Id']))}/ErrorInformation`;
    return [
      ...checkStatus(await tenant.administrator.get(path), 204, 404),
      ...checkStatus(await tenant.administrator.get(`${path}/$value`), 204, 404),
    ];
  }),

  content: probe(
    '2.4',
    '$value of a deployed flow: the designed zip, a built one without .iflw, or 404',
    async (tenant) => {
      const flows = (await deployed(tenant)).filter(({ Type }) => Type === 'INTEGRATION_FLOW');
      const ways = await inTurn(ids(flows), async (id) => {
        const answer = await tenant.administrator.send(`${keyed(RUNTIME, id)}/$value`, ANY);
        if (answer.status === 404) return ['404'];
        const names = zipNames(answer.bytes);
        if (answer.status !== 200 || names === undefined) return [`${answer.status} without a zip`];
        return [names.some((name) => name.endsWith('.iflw')) ? 'designed' : 'built'];
      });
      return sameMembers(`${RUNTIME} $value`, ['designed', 'built', '404'], [...new Set(ways)]);
    },
  ),

  drift: probe(
    'demo content',
    'some flows are deployed in another version, some without a design-time counterpart',
    async (tenant) => {
      const versions = new Map((await listed(tenant, FLOWS)).map(({ id, version }) => [id, version]));
      const flows = (await deployed(tenant)).filter(({ Type }) => Type === 'INTEGRATION_FLOW');
      const other = flows.filter(
        ({ Id, Version }) => versions.has(textOf(Id)) && versions.get(textOf(Id)) !== Version,
      );
      const alone = flows.filter(({ Id }) => !versions.has(textOf(Id)));
      return [
        ...expecting(other.length > 0, RUNTIME, 'flows deployed in another version', 'none'),
        ...expecting(alone.length > 0, RUNTIME, 'flows without a design-time counterpart', 'none'),
      ];
    },
  ),
} as const;
