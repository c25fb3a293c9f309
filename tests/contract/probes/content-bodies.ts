import { checkCollection, checkSingle, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameText } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { JsonObject } from '../reader/answer.ts';
import { isObject, rowsOf, textOf } from '../reader/answer.ts';
import { artifact, keyed, keyedBy, literal, query } from '../reader/literals.ts';
import { ARTIFACT_LISTS, FLOWS, listed, PACKAGES, packages } from './packages.ts';
import type { Probe } from './probe.ts';
import { inTurn, oncePerTenant, probe, some } from './probe.ts';

const VALUE_MAPPINGS = 'ValueMappingDesigntimeArtifacts';
const MESSAGE_MAPPINGS = 'MessageMappingDesigntimeArtifacts';
const SCRIPT_COLLECTIONS = 'ScriptCollectionDesigntimeArtifacts';

/** One artifact list: its rows below a package, and the first of them by key. */
function artifactList([set, type]: readonly [string, string]): Probe {
  return probe('2.3', `${set} of a package and a single one by key`, async (tenant) => {
    const first = some(await listed(tenant, set), set);
    const path = `${keyed(PACKAGES, textOf(first.packageRow['Id']))}/${set}`;
    const list = await tenant.administrator.get(path);
    return [
      ...checkCollection(type, list, { atLeast: 1 }),
      ...(rowsOf(list) ?? []).flatMap((row) =>
        sameText(path, textOf(first.packageRow['Id']), row['PackageId']),
      ),
      ...checkSingle(type, await tenant.administrator.get(artifact(set, first.id))),
      ...checkStatus(await tenant.administrator.get(artifact(set, 'No_Such_Artifact')), 404),
    ];
  });
}

/** A top-level list with its documented options; it holds what the packages' lists hold. */
function topLevelList(set: string, type: string): Probe {
  return probe(
    '2.3',
    `${set} has a top-level list with $top, $skip, $select and $orderby Name`,
    async (tenant) => {
      const { administrator } = tenant;
      const whole = await administrator.get(set);
      const ids = (rowsOf(whole) ?? []).map(({ Id }) => textOf(Id));
      const names = (await administrator.rows(`${set}?$orderby=Name`)).map(({ Name }) => textOf(Name));
      const page = (await administrator.rows(`${set}?$orderby=Name&$skip=1&$top=2`)).map(({ Name }) =>
        textOf(Name),
      );
      const selected = ['Id', 'Version'];
      return [
        ...checkCollection(type, whole, { atLeast: 2 }),
        ...sameText(
          set,
          (await listed(tenant, set))
            .map(({ id }) => id)
            .sort()
            .join(),
          ids.sort().join(),
        ),
        ...expecting(isSorted(names), `${set}?$orderby=Name`, 'sorted by Name', names),
        ...sameText(`${set}?$skip=1&$top=2`, names.slice(1, 3).join(), page.join()),
        ...checkCollection(type, await administrator.get(`${set}?$select=Id,Version`), {
          selected,
          atLeast: 1,
        }),
      ];
    },
  );
}

/** Sorted, whatever the server thinks of upper and lower case. */
function isSorted(names: readonly string[]): boolean {
  const lower = names.map((name) => name.toLowerCase());
  return names.join() === [...names].sort().join() || lower.join() === [...lower].sort().join();
}

/** An integration flow with configurations, one with resources. */
const configured = oncePerTenant(async (tenant) => firstWith(tenant, 'Configurations'));
const withResources = oncePerTenant(async (tenant) => firstWith(tenant, 'Resources'));

async function firstWith(
  tenant: Tenant,
  navigation: string,
): Promise<{ path: string; rows: readonly JsonObject[] }> {
  for (const { id } of await listed(tenant, FLOWS)) {
    const path = `${artifact(FLOWS, id)}/${navigation}`;
    const rows = await tenant.administrator.rows(path);
    if (rows.length > 1) return { path, rows };
  }
  throw new Error(`No integration flow has ${navigation}`);
}

const schema = oncePerTenant(async (tenant) => {
  for (const { id } of await listed(tenant, VALUE_MAPPINGS)) {
    const path = `${artifact(VALUE_MAPPINGS, id)}/ValMapSchema`;
    const rows = await tenant.administrator.rows(path);
    const first = rows[0];
    if (first !== undefined) {
      const { SrcAgency, SrcId, TgtAgency, TgtId } = first;
      const keys = {
        SrcAgency: textOf(SrcAgency),
        SrcId: textOf(SrcId),
        TgtAgency: textOf(TgtAgency),
        TgtId: textOf(TgtId),
      };
      return { path, key: path.replace('ValMapSchema', keyedBy('ValMapSchema', keys)) };
    }
  }
  throw new Error('No value mapping has a schema');
});

async function counted(tenant: Tenant, path: string, rows: number): Promise<readonly Finding[]> {
  const count = await tenant.administrator.send(`${path}/$count`, { headers: { Accept: 'text/plain' } });
  return [...checkStatus(count, 200), ...sameText(`${path}/$count`, `${rows}`, count.text)];
}

export const contentBodies: Readonly<Record<string, Probe>> = {
  packages: probe('2.3', 'the list of packages and a single one', async ({ administrator }) => {
    const list = await administrator.get(PACKAGES);
    const id = textOf(rowsOf(list)?.[0]?.['Id']);
    return [
      ...checkCollection('IntegrationPackage', list, { atLeast: 15 }),
      ...checkSingle('IntegrationPackage', await administrator.get(keyed(PACKAGES, id))),
      ...checkStatus(await administrator.get(keyed(PACKAGES, 'NoSuchPackage')), 404),
      ...(rowsOf(list) ?? []).flatMap(({ Mode }) =>
        expecting(Mode === 'EDIT_ALLOWED' || Mode === 'READ_ONLY', 'Mode', 'EDIT_ALLOWED or READ_ONLY', Mode),
      ),
    ];
  }),

  packagePaging: probe('2.3', 'packages page with $top and $skip', async (tenant) => {
    const all = (await packages(tenant)).map(({ Id }) => textOf(Id));
    const page = await tenant.administrator.rows(`${PACKAGES}?$top=3&$skip=2`);
    return sameText(
      `${PACKAGES}?$top=3&$skip=2`,
      all.slice(2, 5).join(),
      page.map(({ Id }) => textOf(Id)).join(),
    );
  }),

  ...Object.fromEntries(ARTIFACT_LISTS.map((list) => [list[0], artifactList(list)])),

  topLevelMessageMappings: topLevelList(MESSAGE_MAPPINGS, 'MessageMappingDesigntimeArtifact'),
  topLevelValueMappings: topLevelList(VALUE_MAPPINGS, 'ValueMappingDesigntimeArtifact'),

  customTags: probe('2.3', 'CustomTags of a package', async (tenant) => {
    const id = textOf(some(await packages(tenant), 'packages')['Id']);
    return checkCollection('CustomTag', await tenant.administrator.get(`${keyed(PACKAGES, id)}/CustomTags`));
  }),

  configurations: probe(
    '2.3',
    'Configurations with $filter, $select, $orderby and /$count',
    async (tenant) => {
      const { path, rows } = await configured(tenant);
      const { administrator } = tenant;
      const key = textOf(rows[1]?.['ParameterKey']);
      const one = await administrator.rows(`${path}${query({ $filter: `ParameterKey eq ${literal(key)}` })}`);
      const others = await administrator.rows(
        `${path}${query({ $filter: `ParameterKey ne ${literal(key)}` })}`,
      );
      const like = await administrator.rows(
        `${path}${query({ $filter: `substringof(${literal(key.slice(1, -1))},ParameterKey) eq true` })}`,
      );
      const ordered = (await administrator.rows(`${path}?$orderby=ParameterKey`)).map(({ ParameterKey }) =>
        textOf(ParameterKey),
      );
      const selected = ['ParameterKey', 'ParameterValue'];
      return [
        ...checkCollection('Configuration', await administrator.get(path), { atLeast: 2 }),
        ...sameText(`${path} eq`, key, one.map(({ ParameterKey }) => ParameterKey).join()),
        ...sameText(`${path} ne`, `${rows.length - 1}`, `${others.length}`),
        ...expecting(
          like.some(({ ParameterKey }) => ParameterKey === key),
          `${path} substringof`,
          key,
          like,
        ),
        ...expecting(isSorted(ordered), `${path}?$orderby`, 'sorted by ParameterKey', ordered),
        ...checkCollection('Configuration', await administrator.get(`${path}?$select=${selected.join()}`), {
          selected,
          atLeast: 2,
        }),
        ...(await counted(tenant, path, rows.length)),
      ];
    },
  ),

  resources: probe('2.3', 'Resources with $filter, /$count, by key and their content', async (tenant) => {
    const { path, rows } = await withResources(tenant);
    const { administrator } = tenant;
    const [name, type] = [textOf(rows[0]?.['Name']), textOf(rows[0]?.['ResourceType'])];
    const key = path.replace(/Resources$/, keyedBy('Resources', { Name: name, ResourceType: type }));
    const content = await administrator.send(`${key}/$value`, { headers: { Accept: '*/*' } });
    const ofType = await administrator.rows(
      `${path}${query({ $filter: `ResourceType eq ${literal(type)}` })}`,
    );
    const known = ['edmx', 'groovy', 'jar', 'js', 'mmap', 'opmap', 'wsdl', 'xsd', 'xslt'];
    return [
      ...checkCollection('Resource', await administrator.get(path), { atLeast: 2 }),
      ...rows.flatMap((row) =>
        expecting(known.includes(textOf(row['ResourceType'])), path, known.join(), row['ResourceType']),
      ),
      ...sameText(
        `${path} eq ${type}`,
        `${rows.filter((row) => row['ResourceType'] === type).length}`,
        `${ofType.length}`,
      ),
      ...(await counted(tenant, path, rows.length)),
      ...checkSingle('Resource', await administrator.get(key)),
      ...checkStatus(content, 200),
      ...expecting(content.bytes.length > 0, `${key}/$value`, 'content', 'nothing'),
    ];
  }),

  resourcesOfOtherKinds: probe('2.3', 'Resources of message mappings and script collections', (tenant) =>
    inTurn([MESSAGE_MAPPINGS, SCRIPT_COLLECTIONS], async (set) => {
      const first = some(await listed(tenant, set), set);
      const answer = await tenant.administrator.get(`${artifact(set, first.id)}/Resources`);
      return checkCollection('Resource', answer, { atLeast: 1 });
    }),
  ),

  valueMappingSchema: probe(
    '2.3',
    'ValMapSchema, ValMaps and DefaultValMaps of a value mapping',
    async (tenant) => {
      const { path, key } = await schema(tenant);
      const { administrator } = tenant;
      const valueMaps = await administrator.get(`${key}/ValMaps`);
      const pair = valuePair(rowsOf(valueMaps)?.[0]?.['Value']);
      const filter = `Value/SrcValue eq ${literal(pair.source)} and Value/TgtValue eq ${literal(pair.target)}`;
      const found = await administrator.get(`${key}/ValMaps${query({ $filter: filter })}`);
      return [
        ...checkCollection('ValMapSchema', await administrator.get(path), { atLeast: 1 }),
        ...checkCollection('ValMap', valueMaps, { atLeast: 1 }),
        ...checkCollection('DefaultValMap', await administrator.get(`${key}/DefaultValMaps`)),
        ...checkCollection('ValMap', found, { atLeast: 1 }),
        ...expecting(
          (rowsOf(found)?.length ?? 0) < (rowsOf(valueMaps)?.length ?? 0),
          found.request,
          'fewer rows than without $filter',
          `${rowsOf(found)?.length ?? 0}`,
        ),
      ];
    },
  ),

  schemaState: probe('2.3', 'ValMapSchema is filtered by State', async (tenant) => {
    const { path } = await schema(tenant);
    const all = await tenant.administrator.rows(path);
    const found = await tenant.administrator.rows(`${path}${query({ $filter: "State eq 'Configured'" })}`);
    return sameText(
      `${path} State eq 'Configured'`,
      `${all.filter(({ State }) => State === 'Configured').length} rows`,
      `${found.length} rows`,
    );
  }),
};

function valuePair(value: unknown): { source: string; target: string } {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const first = isObject(parts[0]) ? parts[0] : {};
  return { source: textOf(first['SrcValue']), target: textOf(first['TgtValue']) };
}
