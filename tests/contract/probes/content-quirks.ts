import { checkContentType, checkError, checkSingle, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameMembers, sameText } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { Answer } from '../reader/answer.ts';
import { objectIn, rowsOf, textOf } from '../reader/answer.ts';
import { artifact, keyed, query } from '../reader/literals.ts';
import { zipNames } from '../reader/zip-names.ts';
import { ARTIFACT_LISTS, FLOWS, isConfigureOnly, isDraft, listed, PACKAGES, packages } from './packages.ts';
import { inTurn, oncePerTenant, probe, some } from './probe.ts';

const ANY = { headers: { Accept: '*/*' } };

const drafts = oncePerTenant(async (tenant) => (await listed(tenant, FLOWS)).filter(isDraft));
const released = oncePerTenant(async (tenant) =>
  (await listed(tenant, FLOWS)).filter((flow) => !isDraft(flow) && !isConfigureOnly(flow)),
);

function checkZip(answer: Answer, wanted: RegExp): readonly Finding[] {
  const names = zipNames(answer.bytes);
  return [
    ...checkStatus(answer, 200),
    ...checkContentType(answer, /^application\/(?:zip|octet-stream|x-zip-compressed)/),
    ...expecting(
      names?.some((name) => wanted.test(name)) === true,
      answer.request,
      `a zip with ${String(wanted)}`,
      names ?? answer.text,
    ),
  ];
}

/** What an undocumented option may do: be refused, or change nothing (catalogue 2.1). */
async function withoutEffect(tenant: Tenant, path: string, option: string): Promise<readonly Finding[]> {
  const plain = await tenant.administrator.rows(path);
  const answer = await tenant.administrator.get(`${path}${option}`);
  if (answer.status !== 200) return checkStatus(answer, 400, 501);
  return sameText(answer.request, `${plain.length} rows`, `${rowsOf(answer)?.length ?? 0} rows`);
}

export const contentQuirks = {
  draftsInLists: probe('2.3', 'a draft shows the version Active in lists', async (tenant) => {
    const found = await drafts(tenant);
    const flows = await listed(tenant, FLOWS);
    return [
      ...expecting(found.length > 0, FLOWS, 'at least one draft', 'none'),
      ...flows.flatMap(({ id, version }) =>
        expecting(
          version === 'Active' || /^\d+\.\d+(?:\.\d+)?$/.test(version),
          id,
          'Active or a number',
          version,
        ),
      ),
    ];
  }),

  draftBreaksExport: probe('2.3', 'a package with a draft cannot be exported: 500', async (tenant) => {
    const draft = some(await drafts(tenant), 'drafts');
    const answer = await tenant.administrator.send(
      `${keyed(PACKAGES, textOf(draft.packageRow['Id']))}/$value`,
      {
        headers: { Accept: 'application/json' },
      },
    );
    const message = objectIn(objectIn(answer.json, 'error'), 'message')?.['value'];
    return [
      ...checkError(answer, 500),
      ...expecting(
        /Package export failed.*draft state/.test(textOf(message)),
        answer.request,
        'Package export failed … draft state',
        message,
      ),
    ];
  }),

  export: probe('5.2', 'a package without drafts is exported as a zip', async (tenant) => {
    const broken = new Set((await drafts(tenant)).map(({ packageRow }) => packageRow['Id']));
    const ready = some(
      (await packages(tenant)).filter(({ Id, Mode }) => !broken.has(Id) && Mode === 'EDIT_ALLOWED'),
      'packages without drafts',
    );
    return checkZip(
      await tenant.administrator.send(`${keyed(PACKAGES, textOf(ready['Id']))}/$value`, ANY),
      /^resources\.cnt$/,
    );
  }),

  download: probe('2.3', 'an integration flow is downloaded as an attachment', async (tenant) => {
    const { id } = some(await released(tenant), 'released flows');
    const answer = await tenant.administrator.send(`${artifact(FLOWS, id)}/$value`, ANY);
    const disposition = answer.headers.get('content-disposition') ?? 'none';
    return [
      ...checkZip(answer, /^src\/main\/resources\/scenarioflows\/integrationflow\/.+\.iflw$/),
      ...expecting(
        /^attachment; ?filename="?[^";]+\.zip"?/.test(disposition),
        answer.request,
        'attachment; filename=….zip',
        disposition,
      ),
    ];
  }),

  otherDownloads: probe('2.3', 'the other kinds are downloaded as zips', (tenant) =>
    inTurn(
      [
        'MessageMappingDesigntimeArtifacts',
        'ValueMappingDesigntimeArtifacts',
        'ScriptCollectionDesigntimeArtifacts',
      ],
      async (set) => {
        const { id } = some(
          (await listed(tenant, set)).filter((each) => !isConfigureOnly(each)),
          set,
        );
        return checkZip(
          await tenant.administrator.send(`${artifact(set, id)}/$value`, ANY),
          /^META-INF\/MANIFEST\.MF$/,
        );
      },
    ),
  ),

  configureOnly: probe('2.3', 'artifacts of a READ_ONLY package cannot be downloaded', async (tenant) => {
    const flows = (await listed(tenant, FLOWS)).filter(isConfigureOnly);
    some(flows, 'flows of a READ_ONLY package');
    return inTurn(flows.slice(0, 3), async ({ id }) => {
      const answer = await tenant.administrator.get(`${artifact(FLOWS, id)}/$value`);
      return [
        ...checkError(answer, 400, 403, 500),
        ...checkSingle('IntegrationDesigntimeArtifact', await tenant.administrator.get(artifact(FLOWS, id))),
      ];
    });
  }),

  anyCaseOfActive: probe('2.3', 'the version active is read in any case', async (tenant) => {
    const { id } = some(await released(tenant), 'released flows');
    return inTurn(['active', 'Active', 'ACTIVE'], async (version) =>
      checkSingle(
        'IntegrationDesigntimeArtifact',
        await tenant.administrator.get(artifact(FLOWS, id, version)),
      ),
    );
  }),

  byNumber: probe('2.3', 'the current version is also found by its number', async (tenant) => {
    const { id, version } = some(await released(tenant), 'released flows');
    return checkSingle(
      'IntegrationDesigntimeArtifact',
      await tenant.administrator.get(artifact(FLOWS, id, version)),
    );
  }),

  olderVersions: probe('2.3', 'older version numbers are answered 404', async (tenant) => {
    const { id, version } = some(
      (await released(tenant)).filter((flow) => flow.version !== '1.0.0'),
      'flows with a version after 1.0.0',
    );
    const path = artifact(FLOWS, id, '1.0.0');
    return [
      ...expecting(version !== '1.0.0', id, 'a later version', version),
      ...checkError(await tenant.administrator.get(path), 404),
      ...checkError(await tenant.administrator.get(`${path}/$value`), 404),
    ];
  }),

  selectByKey: probe(
    '2.3',
    '$select on a single artifact leaves out every other property',
    async (tenant) => {
      const { id } = some(await released(tenant), 'released flows');
      const answer = await tenant.administrator.get(`${artifact(FLOWS, id)}?$select=Id,Version`);
      return checkSingle('IntegrationDesigntimeArtifact', answer, { selected: ['Id', 'Version'] });
    },
  ),

  packageFilter: probe('2.3', '$filter on packages is refused or ignored', async (tenant) => {
    const id = textOf(some(await packages(tenant), 'packages')['Id']);
    return withoutEffect(tenant, PACKAGES, query({ $filter: `Id eq '${id}'` }));
  }),

  artifactListPaging: probe('2.3', 'the artifact lists of a package know no paging', async (tenant) => {
    const counts = new Map<string, number>();
    for (const { packageRow } of await listed(tenant, FLOWS)) {
      const id = textOf(packageRow['Id']);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const [id] = some(
      [...counts].filter(([, count]) => count > 1),
      'packages with several flows',
    );
    return withoutEffect(tenant, `${keyed(PACKAGES, id)}/${FLOWS}`, '?$top=1');
  }),

  stamps: probe('2.3', 'only integration flows carry a modification stamp', async (tenant) => {
    const [flow, mapping] = [
      some(await listed(tenant, FLOWS), 'flows'),
      some(await listed(tenant, 'MessageMappingDesigntimeArtifacts'), 'message mappings'),
    ];
    return [
      ...expecting('ModifiedAt' in flow.row, flow.id, 'ModifiedAt', Object.keys(flow.row)),
      ...expecting(!('ModifiedAt' in mapping.row), mapping.id, 'no ModifiedAt', Object.keys(mapping.row)),
    ];
  }),

  kindsOfExportOnly: probe('2.3', 'some content types are in a package export only', async (tenant) => {
    const broken = new Set((await drafts(tenant)).map(({ packageRow }) => packageRow['Id']));
    const extra = await inTurn(
      (await packages(tenant)).filter(({ Id, Mode }) => !broken.has(Id) && Mode === 'EDIT_ALLOWED'),
      async ({ Id }) => {
        const names = zipNames(
          (await tenant.administrator.send(`${keyed(PACKAGES, textOf(Id))}/$value`, ANY)).bytes,
        );
        const contents = names?.filter((name) => name.endsWith('_content')).length ?? 0;
        return contents > (await artifactsOf(tenant, textOf(Id))) ? [textOf(Id)] : [];
      },
    );
    return expecting(extra.length > 0, PACKAGES, 'an export with more artifacts than its lists', 'none');
  }),

  policies: probe('3.7', 'an access policy hides a package from clients without the role', async (tenant) => {
    const all = (await packages(tenant)).map(({ Id }) => textOf(Id));
    const fewer = (await tenant.reader.rows(PACKAGES)).map(({ Id }) => textOf(Id));
    const hidden = some(
      all.filter((id) => !fewer.includes(id)),
      'packages hidden from the reader',
    );
    return [
      ...sameMembers(
        'packages of the reader',
        fewer,
        fewer.filter((id) => all.includes(id)),
      ),
      ...checkStatus(await tenant.reader.get(keyed(PACKAGES, hidden)), 403, 404),
      ...checkStatus(await tenant.administrator.get(keyed(PACKAGES, hidden)), 200),
    ];
  }),
} as const;

async function artifactsOf(tenant: Tenant, packageId: string): Promise<number> {
  const all = await inTurn(ARTIFACT_LISTS, ([set]) => listed(tenant, set));
  return all.filter(({ packageRow }) => packageRow['Id'] === packageId).length;
}
