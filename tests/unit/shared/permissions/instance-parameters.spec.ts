import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareRoles } from '../../../../src-shared/permissions/compare-roles.ts';
import {
  certificateKeyParameters,
  formatInstanceParameters,
  type InstanceParameters,
  parseInstanceParameters,
} from '../../../../src-shared/permissions/instance-parameters.ts';
import {
  payloadRoles,
  presetIds,
  presetOf,
  presets,
  rolesOfPreset,
} from '../../../../src-shared/permissions/presets.ts';
import { roleNamed } from '../../../../src-shared/permissions/roles.ts';

const own = new Set(['grant-types', 'redirect-uris', 'roles', 'token-validity']);
const parameters: fc.Arbitrary<InstanceParameters> = fc.record({
  grantTypes: fc.array(fc.string()),
  redirectUris: fc.array(fc.webUrl()),
  roles: fc.uniqueArray(fc.string()),
  tokenValidity: fc.option(fc.integer({ min: 3_600, max: 86_400 }), { nil: undefined }),
  others: fc.dictionary(
    fc.string().filter((key) => !own.has(key)),
    fc.oneof(fc.boolean(), fc.integer(), fc.string()),
  ),
});

describe('the parameters of a service instance', () => {
  it('are as the cockpit takes them', () => {
    const text = formatInstanceParameters({
      grantTypes: ['client_credentials'],
      redirectUris: [],
      roles: ['MonitoringDataRead'],
      tokenValidity: 43_200,
      others: {},
    });
    expect(JSON.parse(text)).toEqual({
      'grant-types': ['client_credentials'],
      'redirect-uris': [],
      roles: ['MonitoringDataRead'],
      'token-validity': 43_200,
    });
  });

  it('come back from their JSON as they were', () => {
    fc.assert(
      fc.property(parameters, (given) => {
        const reading = parseInstanceParameters(formatInstanceParameters(given));
        expect(reading).toMatchObject({ ok: true });
        if (reading.ok)
          expect(JSON.stringify(reading.parameters)).toBe(JSON.stringify({ ...given, others: given.others }));
      }),
    );
  });

  it('never fail over what somebody types', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const reading = parseInstanceParameters(text);
        if (!reading.ok) expect(reading.finding).toMatch(/\.$/);
      }),
    );
  });

  it.each([
    ['[]', /JSON object/],
    ['null', /JSON object/],
    ['{"roles":"MonitoringDataRead"}', /"roles" is a list/],
    ['{"grant-types":[1]}', /"grant-types" is a list/],
    ['{"redirect-uris":{}}', /"redirect-uris" is a list/],
    ['{"token-validity":60}', /3600 to 86400/],
    ['{"token-validity":"43200"}', /3600 to 86400/],
  ])('%s is refused with a reason', (text, reason) => {
    expect(parseInstanceParameters(text)).toEqual({
      ok: false,
      finding: expect.stringMatching(reason) as string,
    });
  });

  it('of a certificate key belong to the key', () => {
    expect(JSON.parse(certificateKeyParameters(90))).toEqual({
      'key-type': 'certificate',
      validity: 90,
      'key-length': 2048,
    });
  });
});

describe('presets', () => {
  it('name known roles only, and no role that reads payloads but the ones ticked apart', () => {
    for (const { id, roles } of presets) {
      expect(
        roles.filter((role) => !roleNamed(role)),
        id,
      ).toEqual([]);
      expect(roles.filter((role) => payloadRoles.some((apart) => apart.role === role))).toEqual([]);
    }
  });

  it('explorer reads and nothing else', () => {
    const explorer = rolesOfPreset('explorer', []);
    expect(new Set(explorer.map((role) => roleNamed(role)?.kind))).toEqual(new Set(['read']));
  });

  it.each(presetIds)('%s is recognised with and without payloads', (id) => {
    const withPayloads = rolesOfPreset(id, ['MessagePayloadsRead', 'QueuesRetry']);
    expect(withPayloads).toContain('MessagePayloadsRead');
    expect(presetOf(withPayloads)).toBe(id);
    expect(presetOf(rolesOfPreset(id, []))).toBe(id);
    expect(presetOf([...withPayloads, 'Own'])).toBeUndefined();
  });
});

describe('compareRoles', () => {
  it('adds and gives up, and nothing for the same roles in another order', () => {
    expect(compareRoles(['A', 'B'], ['B', 'C'])).toEqual({ added: ['A'], givenUp: ['C'] });
    expect(compareRoles(['A', 'B'], ['B', 'A'])).toEqual({ added: [], givenUp: [] });
  });
});
