import type { Api } from '../lib/bridge/api.ts';

const longest = 4_000;

/** Faults nobody caught go to main's log, which cuts and redacts them. */
export function reportFaults(api: Api): void {
  window.addEventListener('error', ({ error, message, filename, lineno }) => {
    report(api, error ?? message, `${filename}:${lineno}`);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    report(api, reason, 'a promise nobody waited for');
  });
}

export function report(api: Api, fault: unknown, where: string): void {
  const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  // If even the log is out of reach, there is nobody left to tell.
  api.app.reportFault({ message: text.slice(0, longest), where: where.slice(0, 500) }).catch(() => undefined);
}
