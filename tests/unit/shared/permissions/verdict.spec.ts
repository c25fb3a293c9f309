import { describe, expect, it } from 'vitest';

import { AppError, type ErrorCode } from '../../../../src-shared/errors.ts';
import type { ProbeEvidence } from '../../../../src-shared/model/permissions.ts';
import { type CheckedArea, checkedArea } from '../../../../src-shared/permissions/checked-areas.ts';
import { readScopes } from '../../../../src-shared/permissions/scopes.ts';
import { judge } from '../../../../src-shared/permissions/verdict.ts';

function area(id: string): CheckedArea {
  const found = checkedArea(id);
  if (!found) throw new Error(`No area ${id}`);
  return found;
}

function failed(code: ErrorCode, status: number): ProbeEvidence {
  return { set: 'S', status, entries: undefined, error: new AppError(code, 'no', { status }).toData() };
}

const answered: ProbeEvidence = { set: 'S', status: 200, entries: 'none', error: undefined };
const monitoring = readScopes(['it!b1.MonitoringDataRead']);
const nothing = readScopes([]);

describe('judge', () => {
  it('trusts an answer more than the scopes', () => {
    expect(judge(area('messages'), answered, nothing)).toMatchObject({ verdict: 'allowed', scopes: [] });
    const refused = judge(area('messages'), failed('auth.forbidden', 403), monitoring);
    expect(refused).toMatchObject({ verdict: 'missing-role', scopes: ['it!b1.MonitoringDataRead'] });
  });

  it.each([
    ['messages', 'tenant.not-implemented', 501, 'not-implemented'],
    ['messages', 'tenant.not-found', 404, 'not-implemented'],
    ['broker', 'tenant.not-found', 404, 'not-licensed'],
    ['messages', 'tenant.not-implemented', 405, 'not-licensed'],
    ['messages', 'tenant.failed', 500, 'unknown'],
    ['messages', 'tenant.rate-limited', 429, 'unknown'],
    ['messages', 'tenant.not-json', 200, 'unknown'],
  ] as const)('%s: %s with %i is %s', (id, code, status, verdict) => {
    expect(judge(area(id), failed(code, status), monitoring).verdict).toBe(verdict);
  });

  it('goes by the scopes where nobody may ask', () => {
    const payloads = readScopes(['MessagePayloadsRead']);
    expect(judge(area('payloads'), undefined, payloads)).toMatchObject({
      verdict: 'allowed',
      probe: undefined,
    });
    expect(judge(area('payloads'), undefined, monitoring).verdict).toBe('missing-role');
    expect(judge(area('payloads'), undefined, nothing).verdict).toBe('unknown');
    expect(judge(area('payloads'), undefined, readScopes(['it!b1.Strange'])).verdict).toBe('unknown');
  });
});
