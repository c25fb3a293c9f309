import { describe, expect, it } from 'vitest';

import { payloadRoles, presetOf, rolesOfPreset } from '../../../../src-shared/permissions/presets.ts';
import { roles } from '../../../../src-shared/permissions/roles.ts';

const [ofMessages = '', ofStores = ''] = payloadRoles.map(({ role }) => role);

describe('rolesOfPreset', () => {
  it('everything is every role of the list, those that read payloads among them', () => {
    const offered = roles.filter(({ listed }) => listed === 'offered').map(({ name }) => name);
    expect(rolesOfPreset('everything', []).toSorted()).toEqual(offered.toSorted());
    expect(presetOf(rolesOfPreset('everything', []))).toBe('everything');
  });

  it('keeps a payload role that was ticked, and no other', () => {
    const explorer = rolesOfPreset('explorer', [ofMessages]);
    expect(explorer).toContain(ofMessages);
    expect(explorer).not.toContain(ofStores);
    expect(presetOf(explorer)).toBe('explorer');
  });

  it('leaves nothing of everything behind', () => {
    const everything = rolesOfPreset('everything', []);
    expect(rolesOfPreset('explorer', everything)).toEqual(rolesOfPreset('explorer', []));
  });
});
