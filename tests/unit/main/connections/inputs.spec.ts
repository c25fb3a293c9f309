import { describe, expect, it } from 'vitest';

import { connectionsInputs } from '../../../../src-main/connections/inputs.ts';
import { connections } from '../../../../src-shared/contract/connections.ts';
import { draft, secret } from './fakes.ts';

describe('connectionsInputs', () => {
  it('has one schema for each call of the contract', () => {
    const calls = Object.entries(connections).filter(([, { kind }]) => kind === 'call');
    expect(Object.keys(connectionsInputs).sort()).toEqual(calls.map(([name]) => name).sort());
  });

  it('lets a draft through as it is', () => {
    expect(connectionsInputs.save.parse(draft)).toEqual(draft);
    expect(connectionsInputs.save.parse({ ...draft, id: 'one', webUiUrl: 'https://x' })).toMatchObject({
      id: 'one',
    });
  });

  it.each([
    ['an unknown field', { ...draft, isDemo: true }],
    ['an unknown environment', { ...draft, environment: 'staging' }],
    ['a secret that is no text', { ...draft, secrets: { clientSecret: { length: 3 } } }],
    ['endless notes', { ...draft, notes: 'x'.repeat(20_001) }],
    ['nothing', undefined],
  ])('refuses %s', (_what, input) => {
    expect(connectionsInputs.save.safeParse(input).success).toBe(false);
  });

  it('does not quote a secret when it refuses a draft', () => {
    const refused = connectionsInputs.save.safeParse({ ...draft, environment: 'staging' });
    expect(refused.error?.message).not.toContain(secret);
  });
});
