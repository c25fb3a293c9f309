import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hintAt } from '../../../../src-shared/connections/finding.ts';
import { HostShapes } from '../../../../src-shared/doctor/host-shapes.ts';
import { type ReportForm, reportOf } from '../../../../src-shared/doctor/report.ts';
import { AppError, type ErrorFacts } from '../../../../src-shared/errors.ts';
import type { Step } from '../../../../src-shared/model/doctor.ts';
import { areasWith, server, steps } from './states.ts';

const about = { version: '1.2.3', platform: 'linux' };

/** Names of closed lists: the compiler lets nothing else stand there. */
const closed: ReadonlySet<string> = new Set([
  'id',
  'result',
  'notRun',
  'access',
  'hostKind',
  'plan',
  'choice',
  'reason',
  'kind',
  'vouched',
  'verdict',
  'entries',
  'local',
  'severity',
  'field',
  'area',
  'code',
]);

/** A state in which every field that can hold a text holds one. */
function full(): readonly Step[] {
  const facts: ErrorFacts = {
    status: 401,
    host: 'h',
    ownHost: 'h',
    area: 'messages',
    role: 'r',
    retryAfterSeconds: 3,
    tenantText: 't',
    file: 'f',
    reason: 'r',
    reference: 'r',
    access: 'basic',
  };
  const error = new AppError('auth.rejected', 'm', facts);
  const probe = { set: 's', status: 403, entries: undefined, error: error.toData() };
  const made = steps({
    typed: { findings: [hintAt('tokenUrl', 'token-url.other-label', 'text', 'remedy')], fails: error },
    proxy: { user: 'u', legs: [{ host: 'h', proxy: 'p:1', kind: 'http' }], fails: error },
    name: { fails: error },
    tcp: { fails: new AppError('network.refused', 'm', facts) },
    tls: {
      servers: [{ ...server, objection: 'o' }],
      fails: new AppError('network.tls-untrusted', 'm', facts),
    },
    'token-endpoint': { fails: error },
    token: { issuer: 'i', scopes: ['it!b1.MonitoringDataRead', 'own'] },
    'api-root': { fails: new AppError('tenant.failed', 'm', facts) },
    areas: {
      ...areasWith({ verdict: 'missing-role', probe, scopes: ['s'] }),
      fails: new AppError('auth.forbidden', 'm', facts),
    },
  });
  return made;
}

/** Every text of a value that is of no closed list, replaced. */
function planted<T>(value: T, plant: (text: string) => string, key = ''): T {
  if (typeof value === 'string') return (closed.has(key) ? value : plant(value)) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => planted(entry, plant, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, entry]) => [
    name,
    planted(entry as unknown, plant, name),
  ]);
  return Object.fromEntries(entries) as T;
}

const word = fc.stringMatching(/^[a-z]{6}[0-9]{4}[a-z]{3}$/);
/** What must stand in no report, in the forms in which it may come. */
const secret = fc.oneof(
  word,
  fc.tuple(word, word).map(([user, host]) => `${user}@${host}.example`),
  word.map((user) => `/home/${user}/certificates/key.pem`),
  word.map((user) => `C:\\Users\\${user}\\AppData`),
  fc.tuple(word, word).map(([user, password]) => `${user}:${password}`),
  word.map((text) => `eyJhbGciOiJSUzI1NiJ9.${text}.${text}`),
  word.map((text) => `${text}$aBcD=`),
  word.map((text) => `Bearer ${text}`),
  word.map((text) => `O=${text} GmbH, CN=${text} Proxy CA`),
);
/** Beside what was there, in a host, in an address, or alone. */
const place = fc.constantFrom<(text: string, plant: string) => string>(
  (_text, plant) => plant,
  (text, plant) => `${text} ${plant}`,
  (_text, plant) => `https://${plant}.it-cpi001.cfapps.eu10.hana.ondemand.com/${plant}`,
  (_text, plant) => `${plant}.authentication.eu10.hana.ondemand.com`,
  (_text, plant) => `https://user:${plant}@proxy.${plant}.example:8080`,
  (_text, plant) => `sb-${plant}!b1|it!b2`,
  (_text, plant) => `DigiCert ${plant}`,
  (_text, plant) => `it!b1.${plant}`,
);

function words(plant: string): readonly string[] {
  return plant.match(/[a-z]{6}[0-9]{4}[a-z]{3}/g) ?? [];
}

describe('the copied report', () => {
  it.each<ReportForm>(['markdown', 'plain'])('as %s holds nothing that was planted anywhere', (form) => {
    fc.assert(
      fc.property(secret, place, (plant, put) => {
        const made = planted(full(), (text) => put(text, plant));
        const report = reportOf({ startedAt: 0, steps: made, diagnoses: ['secret-changed'] }, about, form);
        for (const part of [plant, ...words(plant)]) expect(report).not.toContain(part);
      }),
      { numRuns: 400 },
    );
  });

  it('and the property would find one: the steps themselves hold it', () => {
    const made = planted(full(), () => 'abcdef1234xyz');
    expect(JSON.stringify(made)).toContain('abcdef1234xyz');
    for (const step of made) {
      if (step.id !== 'clock' && step.id !== 'areas') expect(JSON.stringify(step)).toContain('abcdef1234xyz');
    }
  });

  it('says all the same what is needed to help', () => {
    const report = reportOf({ startedAt: 0, steps: steps(), diagnoses: ['tenant-updating'] }, about, 'plain');
    for (const said of [
      'Tenant Atlas 1.2.3 on linux, examined 1970-01-01 00:00 UTC.',
      'The tenant is being updated or restarted (tenant-updating)',
      'Tenant host: [name 1].it-cpi001.cfapps.eu10.hana.ondemand.com',
      'Token URL: [name 1].authentication.eu10.hana.ondemand.com',
      'client_id: sb-1234…',
      'Plan: "api", by the form of the client_id',
      'TLSv1.3, vouched for by an authority that is known',
      'by DigiCert; valid 2026-01-01 00:00 UTC to 2027-01-01 00:00 UTC',
      'a public IPv4 address',
      'Scopes: MonitoringDataRead',
      'Messages: 200, may be read',
    ])
      expect(report).toContain(said);
  });

  it('shows that two labels differ without naming them', () => {
    const shapes = new HostShapes();
    expect(shapes.of('https://acme.it-cpi001-rt.cfapps.eu10-003.hana.ondemand.com/x')).toBe(
      '[name 1].it-cpi001-rt.cfapps.eu10-003.hana.ondemand.com',
    );
    expect(shapes.of('other.authentication.cert.eu10.hana.ondemand.com')).toBe(
      '[name 2].authentication.cert.eu10.hana.ondemand.com',
    );
    expect(shapes.of('acme.authentication.eu10.hana.ondemand.com')).toMatch(/^\[name 1\]\./);
    expect(shapes.of('proxy.acme.example:8080')).toBe('[own host 1]');
    expect(shapes.of('http://127.0.0.1:4711')).toBe('this computer');
    expect(shapes.of('10.1.2.3:8080')).toBe('a private IPv4 address');
    expect(shapes.of('[2001:db8::1]:443')).toBe('an IPv6 address');
  });

  it('leaves nothing that Markdown would take for a mark or a link', () => {
    const report = reportOf({ startedAt: 0, steps: steps(), diagnoses: [] }, about, 'markdown');
    expect(report).toContain(String.raw`\[name 1\].it-cpi001`);
    expect(report).toMatch(/^# Connection report\n/);
  });
});
