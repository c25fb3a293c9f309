import type { AppError } from '../../../../src-shared/errors.ts';
import type {
  AreasFacts,
  Step,
  StepFacts,
  StepId,
  StepOf,
  TlsServer,
} from '../../../../src-shared/model/doctor.ts';
import type { AreaPermission } from '../../../../src-shared/model/permissions.ts';

export const tenantHost = 'acme.it-cpi001.cfapps.eu10.hana.ondemand.com';
export const tokenHost = 'acme.authentication.eu10.hana.ondemand.com';

export const server: TlsServer = {
  host: tenantHost,
  vouched: 'authority',
  protocol: 'TLSv1.3',
  objection: undefined,
  names: ['*.it-cpi001.cfapps.eu10.hana.ondemand.com'],
  isNameRight: true,
  chain: [
    {
      subject: 'CN=*.it-cpi001.cfapps.eu10.hana.ondemand.com',
      issuer: 'O=DigiCert Inc, CN=DigiCert G5',
      validFrom: Date.UTC(2026, 0, 1),
      validTo: Date.UTC(2027, 0, 1),
      fingerprint: 'AB:CD',
    },
  ],
};

export const allowed: AreaPermission = {
  id: 'messages',
  verdict: 'allowed',
  probe: { set: 'MessageProcessingLogs', status: 200, entries: 'some', error: undefined },
  scopes: ['it!b1.MonitoringDataRead'],
};

/** What the checks of a connection find that works. */
export const healthy: StepFacts = {
  typed: {
    access: 'client-secret',
    tenantUrl: `https://${tenantHost}`,
    tokenUrl: `https://${tokenHost}/oauth/token`,
    hostKind: 'tenant',
    client: 'sb-1234abcd-aaaa-bbbb-cccc-0123456789ab!b1|it!b2',
    plan: 'api',
    isClientAsUser: false,
    findings: [],
    validTo: undefined,
    workedBefore: true,
  },
  proxy: {
    choice: 'system',
    reason: 'system',
    user: '',
    legs: [{ host: tenantHost, proxy: undefined, kind: undefined }],
  },
  name: { hosts: [{ host: tenantHost, addresses: ['192.0.2.1'] }] },
  tcp: { hops: [{ host: tenantHost, port: 443, isProxy: false, time: 12 }] },
  tls: { servers: [server, { ...server, host: tokenHost }] },
  'token-endpoint': { host: tokenHost, statuses: [200] },
  token: {
    issuer: `https://${tokenHost}/oauth/token`,
    issuedAt: Date.UTC(2026, 10, 26),
    expiresAt: Date.UTC(2026, 10, 27),
    scopes: ['it!b1.MonitoringDataRead'],
  },
  'api-root': { host: tenantHost, statuses: [200], local: undefined, isUnknownRoute: false },
  areas: { areas: [allowed], roles: [{ name: 'MonitoringDataRead', scopes: ['s'] }], statuses: [200] },
  clock: { hosts: [{ host: tenantHost, ahead: 700 }] },
};

/** Changes to the facts and results of single steps; the rest is well. */
export type Changes = {
  readonly [Id in StepId]?: Partial<StepFacts[Id]> & {
    readonly fails?: AppError;
    readonly notRun?: StepOf<Id>['notRun'];
  };
};

export function steps(changes: Changes = {}): readonly Step[] {
  return (Object.keys(healthy) as StepId[]).map((id) => {
    const { fails, notRun, ...change } = changes[id] ?? {};
    const made = {
      id,
      result: notRun ? 'not-run' : fails ? 'failed' : 'passed',
      time: 5,
      facts: notRun ? undefined : { ...healthy[id], ...change },
      error: fails?.toData(),
      notRun,
    };
    return made as unknown as Step;
  });
}

export function areasWith(permission: Partial<AreaPermission>): Partial<AreasFacts> {
  return { areas: [{ ...allowed, ...permission }] };
}
