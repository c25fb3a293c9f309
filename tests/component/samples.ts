import type {
  ConnectionActivity,
  ConnectionSummary,
  Environment,
} from '../../src-shared/model/connections.ts';
import type { ArtifactRow } from '../../src-shared/model/content.ts';
import { usualKeeping } from '../../src-shared/model/keeping.ts';
import { systemProxy, usualTrust } from '../../src-shared/model/way.ts';

export function sampleConnection(changes: Partial<ConnectionSummary> = {}): ConnectionSummary {
  return {
    id: 'c1',
    name: 'Contoso PRD',
    tenantUrl: 'https://contoso-prd.it-cpi001.cfapps.eu10.hana.ondemand.com',
    access: {
      kind: 'client-secret',
      tokenUrl: 'https://contoso-prd.authentication.eu10.hana.ondemand.com/oauth/token',
      clientId: 'sb-1234!b1|it!b2',
    },
    proxy: systemProxy,
    trust: usualTrust,
    flowKey: undefined,
    edge: [],
    environment: 'production',
    colour: 'none',
    notes: '',
    folder: '',
    tags: [],
    isFavourite: false,
    keepsPayloads: false,
    keeping: usualKeeping,
    webUiUrl: undefined,
    secret: 'stored',
    isDemo: false,
    createdAt: Date.UTC(2026, 0, 1),
    lastUsedAt: undefined,
    ...changes,
  };
}

const stages: readonly (readonly [string, Environment])[] = [
  ['DEV', 'development'],
  ['QAS', 'test'],
  ['PRD', 'production'],
  ['SBX', 'other'],
];

/** Invented customers with four tenants each. */
export function manyConnections(count: number): readonly ConnectionSummary[] {
  const customers = ['Contoso', 'Fabrikam', 'Northwind', 'Tailspin', 'Wingtip', 'Litware'];
  return Array.from({ length: count }, (_, index) => {
    const customer = customers[Math.floor(index / stages.length) % customers.length] ?? '';
    const [stage, environment] = stages[index % stages.length] ?? ['DEV', 'development'];
    const host = `${customer}-${stage}-${index}`.toLowerCase();
    return sampleConnection({
      id: `c${index + 1}`,
      name: `${customer} ${stage}`,
      tenantUrl: `https://${host}.it-cpi001.cfapps.eu10.hana.ondemand.com`,
      environment,
      lastUsedAt: Date.UTC(2026, 10, 23) - index * 3_600_000,
    });
  });
}

export function sampleActivity(changes: Partial<ConnectionActivity> = {}): ConnectionActivity {
  return {
    connectionId: 'c1',
    reach: 'online',
    error: undefined,
    tokenExpiresAt: Date.now() + 42_120_000,
    requests: [4, 7, 3, 9, 5, 2, 6, 8, 4, 3, 2, 5],
    allowedPerSecond: 9,
    library: { bytes: 412_000_000, kept: 'encrypted', error: undefined },
    ...changes,
  };
}

const flowNames = [
  'Order to ERP',
  'Order Confirmation',
  'Price List Sync',
  'Payment Status',
  'Bank Statement',
];

export function sampleArtifact(index: number): ArtifactRow {
  const name = `${flowNames[index % flowNames.length] ?? ''} ${index}`;
  return {
    kind: 'IntegrationFlow',
    id: name.replaceAll(' ', '_'),
    name,
    packageId: 'Sales',
    packageName: 'Contoso Sales',
    version: '1.0.2',
    modifiedBy: 'a.berg',
    modifiedAt: Date.UTC(2026, 10, 21, 9, 12),
    deployedVersion: index % 3 === 0 ? '1.0.1' : '1.0.2',
    deployedStatus: index % 7 === 0 ? 'ERROR' : 'STARTED',
    deployedBy: 'a.berg',
    deployedAt: Date.UTC(2026, 10, 21, 9, 30),
    drift: index % 3 === 0 ? 'other-version' : 'same',
  };
}
