import type { FaultName } from './fault-names.ts';
import type { FaultyDemoTenant } from './start-faulty-demo-tenant.ts';

const minute = 60_000;
const logs = 'MessageProcessingLogs';

/** Bad days of a tenant's monitoring, each by its name; several at once are worse. */
export const presets: Readonly<Record<FaultName, (tenant: FaultyDemoTenant) => void>> = {
  'rate-limit': (tenant) => {
    tenant.fault(logs, { kind: 'status', status: 429, retryAfter: '1' }, { after: 4, every: 9 });
  },
  'server-errors': (tenant) => {
    tenant.fault(logs, { kind: 'status', status: 500 }, { after: 6, every: 11 });
  },
  cut: (tenant) => {
    tenant.fault(logs, { kind: 'cut' }, { after: 3, every: 13 });
  },
  duplicates: (tenant) => {
    tenant.fault(logs, { kind: 'duplicates', count: 5 });
  },
  arriving: (tenant) => tenant.hurry(2_000),
  // With what is usual, ten minutes at most.
  late: (tenant) => tenant.lateness({ share: 0.3, ms: 9 * minute }),
  'clock-ahead': (tenant) => tenant.shiftClock(7 * minute),
  'clock-behind': (tenant) => tenant.shiftClock(-7 * minute),
  endless: (tenant) => {
    tenant.fault(logs, { kind: 'endless' });
  },
};
