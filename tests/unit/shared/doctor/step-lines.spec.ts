import { expect, it } from 'vitest';

import { draftFindings } from '../../../../src-shared/connections/draft-findings.ts';
import { linesOf } from '../../../../src-shared/doctor/step-lines.ts';
import type { StepOf } from '../../../../src-shared/model/doctor.ts';

const access = {
  kind: 'client-secret',
  tokenUrl: 'https://t.example/oauth/token',
  clientId: 'sb-1',
} as const;
const findings = draftFindings({ name: 'x', tenantUrl: 'https://h.example', access, secrets: {} });

const typed: StepOf<'typed'> = {
  id: 'typed',
  result: 'warning',
  time: 1,
  error: undefined,
  notRun: undefined,
  facts: {
    access: access.kind,
    tenantUrl: 'https://h.example',
    tokenUrl: access.tokenUrl,
    hostKind: 'other',
    client: access.clientId,
    plan: 'unknown',
    isClientAsUser: false,
    findings,
    validTo: undefined,
    workedBefore: false,
  },
};

it('a finding is told by its words, and by its code where those were left out', () => {
  const hints = (step: StepOf<'typed'>) =>
    linesOf(step)
      .filter(({ name }) => name === 'Hint')
      .map(({ value }) => value);
  expect(hints(typed)[0]).toMatch(/^The host looks different from those of most tenants\./);
  const bare = findings.map((finding) => ({ ...finding, text: '', remedy: '' }));
  const { facts } = typed;
  expect(hints({ ...typed, facts: facts && { ...facts, findings: bare } })[0]).toBe('host.unknown-shape');
  expect(linesOf(typed).map(({ name }) => name)).not.toContain('Finding host.unknown-shape');
});
