import { describe, expect, it } from 'vitest';

import { areaRoles } from '../../../../src-shared/permissions/area-roles.ts';
import { checkedAreaIds, checkedAreas } from '../../../../src-shared/permissions/checked-areas.ts';
import { rolePermissions } from '../../../../src-shared/permissions/role-permissions.ts';
import { roleNamed, roles } from '../../../../src-shared/permissions/roles.ts';

describe('the roles', () => {
  it('are the 36 of the known list and twelve that only some cockpits list', () => {
    expect(roles.filter(({ listed }) => listed === 'offered')).toHaveLength(36);
    expect(roles.filter(({ listed }) => listed === 'perhaps')).toHaveLength(12);
    expect(new Set(roles.map(({ name }) => name)).size).toBe(roles.length);
  });

  it('are each explained in one sentence', () => {
    for (const { name, gives } of roles) expect(gives, name).toMatch(/^[A-Z][^.!]*\.$/);
  });

  it('are all that areas and permissions speak of', () => {
    const named = [
      ...Object.values(areaRoles).filter((role) => role !== undefined),
      ...Object.keys(rolePermissions),
      ...checkedAreas.map(({ role }) => role),
    ];
    expect(named.filter((name) => !roleNamed(name))).toEqual([]);
  });

  it('open every area that is checked', () => {
    expect(checkedAreas.map(({ id }) => id)).toEqual([...checkedAreaIds]);
    expect(checkedAreas.filter(({ probe }) => !probe).map(({ role }) => roleNamed(role)?.kind)).not.toContain(
      undefined,
    );
  });
});
