import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { diagnose, diagnoses } from '../../../../src-shared/doctor/diagnose.ts';
import { type DiagnosisId, diagnosisIds } from '../../../../src-shared/doctor/diagnosis-ids.ts';
import { AppError, type ErrorCode, type ErrorFacts } from '../../../../src-shared/errors.ts';
import { areasWith, type Changes, server, steps, tenantHost, tokenHost } from './states.ts';

const fails = (code: ErrorCode, facts: ErrorFacts = {}) => ({ fails: new AppError(code, 'x', facts) });
const shows = (change: Partial<typeof server>): Changes => ({ tls: { servers: [{ ...server, ...change }] } });
const byOthers = { vouched: 'nobody', objection: 'SELF_SIGNED_CERT_IN_CHAIN' } as const;
const refused = {
  status: 403,
  set: 'x',
  entries: undefined,
  error: new AppError('auth.forbidden', 'x').toData(),
};
const missing = (scopes: readonly string[]): Changes => ({
  areas: areasWith({ verdict: 'missing-role', probe: refused, scopes }),
});
const other = { tokenUrl: 'https://other.authentication.eu10.hana.ondemand.com/oauth/token' };
const otherIssuer = { issuer: other.tokenUrl };
const worked = { workedBefore: true };
const never = { workedBefore: false };
const goneText = { tenantText: 'No client with requested id: x' };
const badText = { tenantText: 'Bad credentials' };

/** For each diagnosis a state that has it, and similar ones that are something else. */
const cases: Readonly<Record<DiagnosisId, { readonly is: Changes; readonly not: readonly Changes[] }>> = {
  'ui-host': {
    is: { typed: { hostKind: 'web-ui' } },
    not: [{ 'api-root': fails('network.redirect') }, { typed: { hostKind: 'other' } }],
  },
  'runtime-host': {
    is: { typed: { hostKind: 'runtime' } },
    not: [{ typed: { plan: 'integration-flow' } }, { 'api-root': fails('tenant.not-found') }],
  },
  'token-server-host': {
    is: { typed: { hostKind: 'token-server' } },
    not: [{ typed: { hostKind: 'web-ui' } }],
  },
  'api-management-key': {
    is: { typed: { hostKind: 'api-management' } },
    not: [{ typed: { plan: 'unknown' } }, { typed: { hostKind: 'other' } }],
  },
  'integration-flow-key': {
    is: { typed: { plan: 'integration-flow' }, 'api-root': fails('auth.forbidden') },
    not: [{ typed: { hostKind: 'runtime' } }, { 'api-root': fails('auth.forbidden') }],
  },
  'secret-missing': {
    is: { 'token-endpoint': fails('auth.secret-missing') },
    not: [{ 'token-endpoint': fails('secrets.locked') }, { 'token-endpoint': fails('auth.rejected') }],
  },
  'secret-not-readable': {
    is: { 'token-endpoint': fails('secrets.vault-locked') },
    not: [{ 'token-endpoint': fails('auth.secret-missing') }],
  },
  'key-unusable': {
    is: { typed: fails('auth.passphrase-wrong') },
    not: [{ 'token-endpoint': fails('auth.certificate-refused') }],
  },
  'certificate-expired': {
    is: { 'token-endpoint': fails('auth.certificate-expired') },
    not: [
      { 'token-endpoint': fails('auth.certificate-refused') },
      shows({ vouched: 'nobody', objection: 'CERT_HAS_EXPIRED' }),
    ],
  },
  offline: { is: { name: fails('network.offline') }, not: [{ name: fails('network.name-not-resolved') }] },
  'proxy-login': {
    is: { 'token-endpoint': fails('network.proxy-login') },
    not: [{ 'token-endpoint': fails('network.proxy') }, { 'api-root': fails('auth.unauthorized') }],
  },
  'proxy-refuses': { is: { tls: fails('network.proxy') }, not: [{ tls: fails('network.proxy-login') }] },
  'host-unknown': {
    is: { name: fails('network.name-not-resolved') },
    not: [{ tcp: fails('network.refused') }, { name: fails('network.offline') }],
  },
  'host-unreachable': {
    is: { tcp: fails('network.refused') },
    not: [{ name: fails('network.name-not-resolved') }, { 'api-root': fails('network.timeout') }],
  },
  'tls-inspected': {
    is: shows(byOthers),
    not: [
      shows({ ...byOthers, host: 'edge.acme.example' }),
      shows({ ...byOthers, objection: 'CERT_HAS_EXPIRED' }),
      shows({ ...byOthers, isNameRight: false }),
      shows({ vouched: 'person', objection: 'SELF_SIGNED_CERT_IN_CHAIN' }),
    ],
  },
  'server-not-vouched': {
    is: shows({ ...byOthers, host: 'edge.acme.example' }),
    not: [shows(byOthers), shows({ ...byOthers, host: 'edge.acme.example', vouched: 'system' })],
  },
  'server-certificate-changed': { is: shows({ vouched: 'changed' }), not: [shows(byOthers)] },
  'server-certificate-name': {
    is: shows({ vouched: 'nobody', isNameRight: false, objection: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    not: [shows(byOthers), shows({ isNameRight: false })],
  },
  'server-certificate-dates': {
    is: shows({ vouched: 'nobody', objection: 'CERT_NOT_YET_VALID' }),
    not: [shows(byOthers), { 'token-endpoint': fails('auth.certificate-expired') }],
  },
  'tls-broken': {
    is: { tls: fails('network.tls-failed') },
    not: [{ ...shows(byOthers), 'api-root': fails('network.tls-failed') }],
  },
  'clock-wrong': {
    is: { clock: { hosts: [{ host: tenantHost, ahead: -301_000 }] } },
    not: [{ clock: { hosts: [{ host: tenantHost, ahead: 299_000 }] } }],
  },
  'key-deleted': {
    is: { 'token-endpoint': fails('auth.rejected', goneText) },
    not: [
      { 'token-endpoint': fails('auth.rejected', badText) },
      { 'token-endpoint': fails('auth.endpoint-answer', goneText) },
    ],
  },
  'secret-changed': {
    is: { typed: worked, 'token-endpoint': fails('auth.rejected', badText) },
    not: [
      { typed: never, 'token-endpoint': fails('auth.rejected', badText) },
      { typed: worked, 'token-endpoint': fails('auth.rejected', goneText) },
      { typed: worked, 'api-root': fails('auth.unauthorized') },
    ],
  },
  'credentials-wrong': {
    is: { typed: never, 'token-endpoint': fails('auth.rejected') },
    not: [
      { typed: worked, 'token-endpoint': fails('auth.rejected') },
      { typed: never, 'token-endpoint': fails('auth.endpoint-answer') },
    ],
  },
  'certificate-refused': {
    is: { 'token-endpoint': fails('auth.certificate-refused') },
    not: [
      { 'token-endpoint': fails('auth.certificate-expired') },
      { 'token-endpoint': fails('auth.rejected') },
    ],
  },
  'grant-refused': {
    is: { 'token-endpoint': fails('auth.grant-refused') },
    not: [{ 'token-endpoint': fails('auth.user-rejected') }],
  },
  'user-refused': {
    is: { 'api-root': fails('auth.user-rejected') },
    not: [{ typed: { isClientAsUser: true }, 'api-root': fails('auth.user-rejected') }],
  },
  'basic-with-api': {
    is: { typed: { isClientAsUser: true }, 'api-root': fails('auth.user-rejected') },
    not: [{ 'api-root': fails('auth.user-rejected') }, { typed: { isClientAsUser: true } }],
  },
  'token-url-wrong': {
    is: { 'token-endpoint': fails('auth.endpoint-answer') },
    not: [{ 'token-endpoint': fails('auth.rejected') }, { 'api-root': fails('network.redirect') }],
  },
  'token-server-unavailable': {
    is: { 'token-endpoint': fails('tenant.unavailable') },
    not: [{ 'api-root': fails('tenant.unavailable') }],
  },
  'wrong-subaccount': {
    is: { token: otherIssuer, 'api-root': fails('auth.unauthorized') },
    not: [
      { 'api-root': fails('auth.unauthorized') },
      { token: otherIssuer },
      { token: otherIssuer, 'api-root': fails('auth.forbidden') },
      { typed: { plan: 'integration-flow' }, token: otherIssuer, 'api-root': fails('auth.unauthorized') },
    ],
  },
  'token-not-accepted': {
    is: { 'api-root': fails('auth.unauthorized') },
    not: [
      { token: otherIssuer, 'api-root': fails('auth.unauthorized') },
      { token: { notRun: 'no-token-needed' }, 'api-root': fails('auth.unauthorized') },
      { 'api-root': { local: 'answers', ...fails('auth.unauthorized') } },
    ],
  },
  'edge-without-local': {
    is: { 'api-root': { local: 'answers', ...fails('auth.unauthorized') } },
    not: [{ 'api-root': { local: 'refused', ...fails('auth.unauthorized') } }],
  },
  'sign-in-page': {
    is: { 'api-root': fails('tenant.not-json') },
    not: [
      { typed: { hostKind: 'web-ui' }, 'api-root': fails('tenant.not-json') },
      { 'token-endpoint': fails('auth.endpoint-answer') },
    ],
  },
  'no-tenant': {
    is: { 'api-root': fails('tenant.not-found') },
    not: [
      { 'api-root': { local: 'answers', ...fails('tenant.not-found') } },
      { name: fails('network.name-not-resolved') },
    ],
  },
  'tenant-updating': {
    is: { 'api-root': fails('tenant.unavailable') },
    not: [{ 'token-endpoint': fails('tenant.unavailable') }, { 'api-root': fails('tenant.failed') }],
  },
  'rate-limited': {
    is: { areas: { statuses: [200, 429, 200] } },
    not: [{ areas: { statuses: [200, 503, 200] } }, { 'api-root': fails('tenant.unavailable') }],
  },
  'tenant-failing': {
    is: { 'api-root': fails('tenant.failed') },
    not: [{ 'api-root': fails('tenant.unavailable') }],
  },
  'answers-damaged': {
    is: { 'api-root': fails('tenant.empty-answer') },
    not: [{ 'api-root': fails('tenant.not-json') }],
  },
  'connection-cut': {
    is: { 'api-root': fails('network.cut') },
    not: [{ tcp: fails('network.timeout') }, { tls: fails('network.cut') }],
  },
  'role-just-added': { is: missing(['it!b1.MonitoringDataRead']), not: [missing([])] },
  'role-missing': {
    is: missing([]),
    not: [
      missing(['it!b1.MonitoringDataRead']),
      { areas: areasWith({ verdict: 'missing-role', probe: undefined, scopes: [] }) },
      { areas: areasWith({ verdict: 'not-licensed', probe: refused, scopes: [] }) },
    ],
  },
};

describe('diagnose', () => {
  it('finds nothing wrong with a connection that works', () => {
    expect(diagnose(steps())).toEqual([]);
    expect(diagnose([])).toEqual([]);
  });

  it.each(diagnosisIds)('%s by its evidence, and not in a similar state', (id) => {
    const { is, not } = cases[id];
    expect(diagnose(steps(is))).toContain(id);
    expect(not.length).toBeGreaterThan(0);
    for (const state of not) expect(diagnose(steps(state))).not.toContain(id);
  });

  it.each(diagnosisIds)('%s is the only one in its own state', (id) => {
    expect(diagnose(steps(cases[id].is))).toEqual([id]);
  });

  it('takes the token URL where a token names no issuer, and no host of another shape', () => {
    const issuer = { issuer: undefined };
    const unauthorized = fails('auth.unauthorized');
    expect(diagnose(steps({ typed: other, token: issuer, 'api-root': unauthorized }))).toEqual([
      'wrong-subaccount',
    ]);
    const own = { tenantUrl: 'https://api.acme.example', hostKind: 'other', ...other } as const;
    expect(diagnose(steps({ typed: own, token: issuer, 'api-root': unauthorized }))).toEqual([
      'token-not-accepted',
    ]);
    expect(tokenHost).not.toContain('other');
  });

  it('goes by no check that was not run, or is running', () => {
    const hidden = steps(cases['clock-wrong'].is).map((step) => ({ ...step, result: 'running' as const }));
    expect(diagnose(hidden)).toEqual([]);
  });
});

describe('the words of a diagnosis', () => {
  it.each(Object.entries(diagnoses))('%s are plain sentences with a next step', (_id, diagnosis) => {
    const { title, evidence, text, next } = diagnosis;
    expect(title).toMatch(/^[A-Z][^!]*[^.!]$/);
    expect(evidence).toMatch(/^[a-z].*[^.!]$/s);
    for (const sentence of [text, next]) expect(sentence).toMatch(/^[A-Z][^!]*\.$/s);
  });

  it('stand in docs/doctor.md', () => {
    const document = readFileSync(new URL('../../../../docs/doctor.md', import.meta.url), 'utf8');
    const rows = document.split('\n').filter((line) => line.startsWith('| `'));
    const cells = (text: string): string => text.replaceAll('|', String.raw`\|`);
    const expected = diagnosisIds.map((id) => {
      const { title, evidence, next } = diagnoses[id];
      return `| \`${id}\` | ${cells(title)} | ${cells(evidence)} | ${cells(next)} |`;
    });
    expect(rows).toEqual(expected);
  });
});
