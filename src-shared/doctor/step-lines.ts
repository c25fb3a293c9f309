import type { AccessKind } from '../model/access.ts';
import type { AreasFacts, Plan, Step, StepFacts, TlsServer, Vouched } from '../model/doctor.ts';
import { checkedArea } from '../permissions/checked-areas.ts';

/** One fact of a step, ready to be read. */
export interface FactLine {
  readonly name: string;
  readonly value: string;
}

const accessNames: Readonly<Record<AccessKind, string>> = {
  'client-secret': 'client_id and client_secret',
  certificate: 'certificate key',
  'external-certificate': 'certificate with a key of its own',
  password: 'client and user (grant type password)',
  basic: 'user by Basic',
  'neo-basic': 'user by Basic, Neo',
  'neo-oauth': 'OAuth client, Neo',
};
const planNames: Readonly<Record<Plan, string>> = {
  api: '"api", by the form of the client_id',
  'integration-flow': '"integration-flow", by the form of the client_id',
  unknown: 'cannot be told from the client_id',
  none: 'none, a user belongs to no plan',
};
const vouchedNames: Readonly<Record<Vouched, string>> = {
  authority: 'an authority that is known',
  system: 'the operating system',
  person: 'you, for this connection alone',
  unseen: 'not looked at',
  nobody: 'nobody',
  changed: 'nobody; another certificate was confirmed',
};

/** The facts of a step in the order in which they are read; none where it has found nothing. */
export function linesOf(step: Step): readonly FactLine[] {
  const { facts } = step;
  if (facts === undefined) return [];
  const write = lines[step.id] as (facts: StepFacts[Step['id']]) => readonly (FactLine | undefined)[];
  return write(facts).filter((one) => one !== undefined);
}

type Writers = {
  readonly [Id in keyof StepFacts]: (facts: StepFacts[Id]) => readonly (FactLine | undefined)[];
};

const lines: Writers = {
  typed: (facts) => [
    line('Kind of access', accessNames[facts.access]),
    line('Tenant host', facts.tenantUrl),
    line('Token URL', facts.tokenUrl),
    line(facts.plan === 'none' ? 'User' : 'client_id', facts.client),
    line('Plan', planNames[facts.plan]),
    line('Certificate valid until', facts.validTo === undefined ? undefined : instant(facts.validTo)),
    // Without its words, as in a report, a finding is told by its code.
    ...facts.findings.map(({ code, severity, text, remedy }) =>
      line(
        severity === 'error' ? 'Mistake' : 'Hint',
        [text, remedy].filter((one) => one !== '').join(' ') || code,
      ),
    ),
  ],
  proxy: ({ choice, reason, user, legs }) => [
    line('Chosen by', `${choice === 'system' ? 'the system' : 'the connection'} (${reason})`),
    line('User of the proxy', user),
    ...legs.map(({ host, proxy, kind }) =>
      line(`Way to ${host}`, proxy === undefined ? 'direct' : `${kind ?? ''} proxy ${proxy}`),
    ),
  ],
  name: ({ hosts }) =>
    hosts.map(({ host, addresses }) =>
      line(host, addresses.length === 0 ? 'looked up by the proxy' : addresses.join(', ')),
    ),
  tcp: ({ hops }) =>
    hops.map(({ host, port, isProxy, time }) =>
      line(`${isProxy ? 'Proxy ' : ''}${host}, port ${port}`, `connected in ${Math.round(time)} ms`),
    ),
  tls: ({ servers }) => servers.flatMap(ofServer),
  'token-endpoint': ({ host, statuses }) => [line('Host', host), line('Answers', statuses.join(', '))],
  token: ({ issuer, issuedAt, expiresAt, scopes }) => [
    line('Issuer', issuer),
    line('Issued', issuedAt === undefined ? undefined : instant(issuedAt)),
    line('Valid until', expiresAt === undefined ? 'the token server does not say' : instant(expiresAt)),
    line('Scopes', scopes.length === 0 ? 'none' : scopes.join(', ')),
  ],
  'api-root': ({ host, statuses, local }) => [
    line('Host', host),
    line('Answers', statuses.join(', ')),
    line('/local/api/v1', local === 'answers' ? 'answers' : local && 'refused, too'),
  ],
  areas: ofAreas,
  clock: ({ hosts }) => hosts.map(({ host, ahead }) => line(host, difference(ahead))),
};

function ofServer(server: TlsServer): readonly (FactLine | undefined)[] {
  const { host, vouched, protocol, objection, names, isNameRight, chain } = server;
  return [
    line(host, [protocol, `vouched for by ${vouchedNames[vouched]}`].filter((one) => one !== '').join(', ')),
    line('Objection', objection),
    line(
      'Names',
      names.length === 0
        ? undefined
        : `${names.join(', ')}${isNameRight ? '' : ' (the host is not among them)'}`,
    ),
    ...chain.map(({ subject, issuer, validFrom, validTo }, index) =>
      line(
        `Certificate ${index + 1}`,
        `${subject === '' ? '' : `${subject}; `}by ${issuer}; valid ${instant(validFrom)} to ${instant(validTo)}`,
      ),
    ),
  ];
}

function ofAreas({ areas, roles, statuses }: AreasFacts): readonly (FactLine | undefined)[] {
  return [
    line('Roles of the token', roles.length === 0 ? 'none known' : roles.map(({ name }) => name).join(', ')),
    ...areas
      .filter(({ probe }) => probe)
      .map(({ id, verdict, probe, scopes }) => {
        const known = checkedArea(id);
        const role = `role ${known?.role ?? ''}${scopes.length > 0 ? ' (named by the token)' : ''}`;
        const verdictText = verdict === 'allowed' ? 'may be read' : verdict.replaceAll('-', ' ');
        return line(
          known?.name ?? id,
          `${probe?.status ?? 'no usable answer'}, ${verdictText}${verdict === 'missing-role' ? `, ${role}` : ''}`,
        );
      }),
    line('Slowed down', statuses.includes(429) ? 'yes, 429 was answered in between' : undefined),
  ];
}

function line(name: string, value: string | undefined): FactLine | undefined {
  return value === undefined || value === '' ? undefined : { name, value };
}

/** ISO, because src-shared knows no locale. */
export function instant(at: number): string {
  return Number.isFinite(at) ? `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'unknown';
}

/** A Date header has whole seconds: less than two says nothing. */
function difference(ahead: number): string {
  const seconds = Math.round(Math.abs(ahead) / 1000);
  if (seconds < 2) return 'the same time';
  const amount =
    seconds < 120
      ? `${seconds} seconds`
      : seconds < 7_200
        ? `${Math.round(seconds / 60)} minutes`
        : `${Math.round(seconds / 3_600)} hours`;
  return `${amount} ${ahead > 0 ? 'ahead of' : 'behind'} this computer`;
}
