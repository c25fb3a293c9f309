const day = 86_400_000;
/** From so many days before its end on a certificate key is spoken of. */
const soon = 60;

export interface Validity {
  readonly state: 'fine' | 'soon' | 'expired';
  /** Whole days that are left. */
  readonly days: number;
}

/** How long a certificate is still valid; `validTo` and `now` in ms since 1970. */
export function validityOf(validTo: number, now: number): Validity {
  const days = Math.max(0, Math.floor((validTo - now) / day));
  if (validTo <= now) return { state: 'expired', days };
  return { state: days <= soon ? 'soon' : 'fine', days };
}

/** As in "expires in 12 days". */
export function validityWords({ state, days }: Validity): string {
  if (state === 'expired') return 'has expired';
  if (days === 0) return 'expires today';
  return days === 1 ? 'expires in one day' : `expires in ${days} days`;
}
