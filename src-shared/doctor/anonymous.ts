import { findingCodes } from '../connections/finding.ts';
import type { ErrorData } from '../errors.ts';
import type { AreasFacts, Step, StepFacts, TlsServer, TypedFacts } from '../model/doctor.ts';
import type { AreaPermission } from '../model/permissions.ts';
import { checkedArea } from '../permissions/checked-areas.ts';
import { roleNamed } from '../permissions/roles.ts';
import { readScopes } from '../permissions/scopes.ts';
import { addressKind, HostShapes } from './host-shapes.ts';

/**
 * The same steps without anything secret or personal, field by field: what is not named here is not carried over. Texts
 * that come from outside are replaced by one of a closed list, by a shape, or left out.
 */
export function anonymous(steps: readonly Step[]): readonly Step[] {
  const shapes = new HostShapes();
  return steps.map((step) => withoutNames(step, shapes));
}

function withoutNames(step: Step, shapes: HostShapes): Step {
  const { id, result, time, notRun } = step;
  const reduce = reducers[id] as (facts: StepFacts[Step['id']], shapes: HostShapes) => unknown;
  return {
    id,
    result,
    time,
    notRun,
    facts: step.facts && reduce(step.facts, shapes),
    error: step.error && withoutTexts(step.error, shapes),
  } as Step;
}

type Reducers = {
  readonly [Id in keyof StepFacts]: (facts: StepFacts[Id], shapes: HostShapes) => StepFacts[Id];
};

const reducers: Reducers = {
  typed: ofTyped,
  proxy: ({ choice, reason, user, legs }, shapes) => ({
    choice,
    reason,
    user: user === '' ? '' : 'left out',
    legs: legs.map(({ host, proxy, kind }) => ({
      host: shapes.of(host),
      proxy: proxy === undefined ? undefined : shapes.of(proxy),
      kind,
    })),
  }),
  name: ({ hosts }, shapes) => ({
    hosts: hosts.map(({ host, addresses }) => ({
      host: shapes.of(host),
      addresses: addresses.map((address) => addressKind(address) ?? 'an address'),
    })),
  }),
  tcp: ({ hops }, shapes) => ({
    hops: hops.map(({ host, port, isProxy, time }) => ({ host: shapes.of(host), port, isProxy, time })),
  }),
  tls: ({ servers }, shapes) => ({ servers: servers.map((server) => ofServer(server, shapes)) }),
  'token-endpoint': ({ host, statuses }, shapes) => ({ host: shapes.of(host), statuses }),
  token: ({ issuer, issuedAt, expiresAt, scopes }, shapes) => ({
    issuer: issuer === undefined ? undefined : shapes.of(issuer),
    issuedAt,
    expiresAt,
    scopes: ofScopes(scopes),
  }),
  'api-root': ({ host, statuses, local, isUnknownRoute }, shapes) => ({
    host: shapes.of(host),
    statuses,
    local,
    isUnknownRoute,
  }),
  areas: ofAreas,
  clock: ({ hosts }, shapes) => ({
    hosts: hosts.map(({ host, ahead }) => ({ host: shapes.of(host), ahead })),
  }),
};

const codes: ReadonlySet<string> = new Set(findingCodes);

function ofTyped(facts: TypedFacts, shapes: HostShapes): TypedFacts {
  const { access, tenantUrl, tokenUrl, hostKind, client, plan, isClientAsUser, validTo, workedBefore } =
    facts;
  return {
    access,
    tenantUrl: tenantUrl === undefined ? undefined : shapes.of(tenantUrl),
    tokenUrl: tokenUrl === undefined ? undefined : shapes.of(tokenUrl),
    hostKind,
    client: plan === 'none' ? 'left out' : shortClient(client),
    plan,
    isClientAsUser,
    // Some findings quote a label of a host.
    findings: facts.findings
      .filter(({ code }) => codes.has(code))
      .map(({ field, severity, code }) => ({ field, severity, code, text: '', remedy: '' })),
    validTo,
    workedBefore,
  };
}

/** The first digits of a generated id: enough to find it again, too little to be it. */
function shortClient(client: string): string {
  const [, digits] = /^sb-([0-9a-f]{4})[0-9a-f]{4}-/.exec(client) ?? [];
  return digits === undefined ? 'of another form' : `sb-${digits}…`;
}

/** Authorities that sign for the public: everybody's, so that they tell nothing of a customer. */
const authorities = [
  'DigiCert',
  "Let's Encrypt",
  'GlobalSign',
  'Sectigo',
  'Amazon',
  'Google Trust Services',
  'Entrust',
  'Baltimore',
  'IdenTrust',
  'Microsoft',
  'T-Systems',
] as const;
/** As OpenSSL and Node name them. */
const objections: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function ofServer(server: TlsServer, shapes: HostShapes): TlsServer {
  const { host, vouched, protocol, objection, names, isNameRight, chain } = server;
  return {
    host: shapes.of(host),
    vouched,
    protocol: /^TLSv1(?:\.[0-3])?$/.test(protocol) ? protocol : '',
    objection: objection === undefined || objections.has(objection) ? objection : 'another one',
    names: names.map((name) => shapes.of(name)),
    isNameRight,
    chain: chain.map(({ issuer, validFrom, validTo }) => ({
      subject: '',
      issuer: authorities.find((name) => issuer.includes(name)) ?? 'an authority of another name',
      validFrom,
      validTo,
      fingerprint: '',
    })),
  };
}

/** Roles have names that everybody's have; how a token spells them, and its other scopes, may tell a tenant. */
function ofScopes(scopes: readonly string[]): readonly string[] {
  const { roles, unmatched } = readScopes(scopes);
  const names = roles.map(({ name }) => name);
  return unmatched.length === 0 ? names : [...names, `${unmatched.length} of another name`];
}

function ofAreas({ areas, roles, statuses }: AreasFacts, shapes: HostShapes): AreasFacts {
  return {
    areas: areas.filter(({ id }) => checkedArea(id)).map((area) => ofArea(area, shapes)),
    roles: roles.filter(({ name }) => roleNamed(name)).map(({ name }) => ({ name, scopes: [] })),
    statuses,
  };
}

function ofArea({ id, verdict, probe, scopes }: AreaPermission, shapes: HostShapes): AreaPermission {
  return {
    id,
    verdict,
    probe: probe && {
      set: '',
      status: probe.status,
      entries: probe.entries,
      error: probe.error && withoutTexts(probe.error, shapes),
    },
    scopes: scopes.map(() => ''),
  };
}

/** Codes, numbers and names of closed lists; what a server or a person said stays out. */
function withoutTexts({ code, facts }: ErrorData, shapes: HostShapes): ErrorData {
  const { status, area, retryAfterSeconds, validTo, access, host, role } = facts;
  return {
    code,
    message: '',
    facts: {
      ...(status !== undefined && { status }),
      ...(area !== undefined && { area }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      ...(validTo !== undefined && { validTo }),
      ...(access !== undefined && { access }),
      ...(host !== undefined && { host: shapes.of(host) }),
      ...(role !== undefined && roleNamed(role) && { role }),
    },
  };
}
