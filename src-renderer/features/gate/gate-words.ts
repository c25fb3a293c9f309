/** `Write-enabled, 24 min left`; rounded up, and in seconds at the end. */
export function openWords(until: number, now: number): string {
  const left = Math.max(0, until - now);
  return left < 60_000
    ? `Write-enabled, ${Math.ceil(left / 1_000)} s left`
    : `Write-enabled, ${Math.ceil(left / 60_000)} min left`;
}

export function lengthWords(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`;
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
}
