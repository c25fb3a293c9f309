import { flow } from './artifact-seeds.ts';
import { idocOut, sftpOut } from './flow/receivers.ts';
import { httpsIn, soapIn } from './flow/senders.ts';
import { modify, request, script, send } from './flow/steps.ts';
import { customHeaders } from './groovy/common.ts';
import type { DemoEndpoint, DemoRuntimeArtifact, TrafficFlow } from './model.ts';
import { endpoint, endpointsOf } from './runtime.ts';
import type { ArtifactSeed } from './seed.ts';
import { pathOf } from './traffic.ts';
import { users } from './users.ts';

const day = 24 * 60 * 60_000;

interface Orphan {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly version: string;
  readonly age: number;
  readonly error?: NonNullable<DemoRuntimeArtifact['error']>;
  /** Protocol, full path and address of the endpoint. */
  readonly listens?: readonly [protocol: string, path: string, address: string];
}

/** Flows whose package was deleted; they still run and still carry messages. */
const forgottenFlows: readonly ArtifactSeed[] = [
  flow(
    {
      id: 'NWO_LEG_Customs_Broker',
      name: 'Customs Broker (old)',
      text: 'Replaced by the customs declaration of logistics, but never undeployed.',
      version: '1.0.7',
      from: 'ERP',
      to: 'Customs broker',
      age: 690,
    },
    () => ({
      start: soapIn('ERP', '/nordwind/logistics/customs'),
      main: [
        modify('Set declarant', { headers: { Declarant: 'NORDWIND' } }),
        send(
          'Drop declaration',
          sftpOut('Customs Broker', 'sftp.customs-broker.example:22', '/in', 'decl.xml'),
        ),
      ],
    }),
  ),
  flow(
    {
      id: 'NWO_LEG_Order_Import_V1',
      name: 'Order Import V1',
      text: 'Two old shop installations still use it.',
      version: '3.9.2',
      from: 'Old shops',
      to: 'ERP',
      age: 980,
    },
    () => ({
      start: httpsIn('Old Shops', '/orders/v1'),
      main: [
        script('Publish business keys', customHeaders),
        request(
          'Post IDoc',
          idocOut('ERP', 'http://erp-virtual.nordwind.example:8000/sap/bc/srt/idoc', 'NWO_ERP_IDOC'),
        ),
      ],
    }),
  ),
];

const others: readonly Orphan[] = [
  {
    id: 'NWO_HR_Onboarding_Old',
    name: 'Onboarding (old)',
    type: 'INTEGRATION_FLOW',
    version: '0.9.0',
    age: 410,
    error: {
      parameter: [
        "[CAMEL][IFLOW][CAUSE]: Cause: com.sap.it.rt.adapter.http.api.exception.KeyAliasException: Private key alias 'nordwind_hr_2024' does not exist in keystore 'system'",
      ],
      childMessages: [],
    },
  },
  {
    id: 'NWO_REST_Order_Status',
    name: 'Order Status API',
    type: 'REST_API_PROVIDER',
    version: '1.2.0',
    age: 55,
    listens: ['REST', '/http/nordwind/api/order-status', '/nordwind/api/order-status'],
  },
  {
    id: 'NWO_REST_Stores',
    name: 'Store Finder API',
    type: 'REST_API_PROVIDER',
    version: '1.0.0',
    age: 131,
    listens: ['REST', '/http/nordwind/api/stores', '/nordwind/api/stores'],
  },
  {
    id: 'NWO_SOAP_Price_Inquiry',
    name: 'Price Inquiry',
    type: 'SOAP_API_PROVIDER',
    version: '1.0.2',
    age: 204,
    listens: ['SOAP', '/cxf/nordwind/api/price-inquiry', '/nordwind/api/price-inquiry'],
  },
  {
    id: 'NWO_ODATA_Availability',
    name: 'Availability Service',
    type: 'ODATA_SERVICE',
    version: '1.1.0',
    age: 97,
    listens: ['ODATAV2', '/gw/odata/NORDWIND/AVAILABILITY;v=1', '/NORDWIND/AVAILABILITY;v=1'],
  },
  {
    id: 'NWO_Telematics_Adapter',
    name: 'Telematics Adapter',
    type: 'INTEGRATION_ADAPTER',
    version: '1.3.0',
    age: 260,
  },
  { id: 'NWO_VM_Old_Plants', name: 'Old Plants', type: 'VALUE_MAPPING', version: '1.0.0', age: 830 },
];

export interface Orphans {
  readonly runtimeArtifacts: readonly DemoRuntimeArtifact[];
  readonly endpoints: readonly DemoEndpoint[];
  readonly flows: readonly TrafficFlow[];
}

/** What is deployed although no artifact list shows it. */
export function orphans(now: number): Orphans {
  const runtimeArtifacts: DemoRuntimeArtifact[] = [];
  const endpoints: DemoEndpoint[] = [];
  for (const seed of forgottenFlows) {
    const artifact = runtime(
      { id: seed.id, name: seed.name, type: 'INTEGRATION_FLOW', version: seed.version, age: seed.age ?? 500 },
      now,
    );
    runtimeArtifacts.push(artifact);
    if (seed.definition !== undefined) endpoints.push(...endpointsOf(seed.definition(), artifact));
  }
  for (const orphan of others) {
    const artifact = runtime(orphan, now);
    runtimeArtifacts.push(artifact);
    if (orphan.listens !== undefined) endpoints.push(endpoint(artifact, ...orphan.listens));
  }
  return { runtimeArtifacts, endpoints, flows: forgottenFlows.map(forgottenTraffic) };
}

function runtime(orphan: Orphan, now: number): DemoRuntimeArtifact {
  return {
    Id: orphan.id,
    Version: orphan.version,
    Name: orphan.name,
    Type: orphan.type,
    Status: orphan.error === undefined ? 'STARTED' : 'ERROR',
    DeployedBy: users.transport,
    deployedOn: now - orphan.age * day,
    error: orphan.error,
    bundle: 'not-found',
    hidden: false,
  };
}

/** Small shares on top of those of the designed flows. */
function forgottenTraffic(seed: ArtifactSeed): TrafficFlow {
  return {
    artifactId: seed.id,
    artifactName: seed.name,
    packageId: 'NordwindLegacy',
    packageName: 'Nordwind Legacy',
    sender: seed.from ?? '',
    receiver: seed.to ?? '',
    applicationMessageType: 'Legacy',
    share: 0.004,
    failureRate: 0.06,
    typicalMs: 2400,
    path: pathOf(seed, new Map()),
    customHeaders: [],
    next: [],
    hidden: false,
  };
}
