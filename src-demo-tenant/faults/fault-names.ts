/** What can go wrong by name, on the command line; what each does stands in `presets.ts`. */
export const faultNames = [
  'rate-limit',
  'server-errors',
  'cut',
  'duplicates',
  'arriving',
  'late',
  'clock-ahead',
  'clock-behind',
  'endless',
] as const;
export type FaultName = (typeof faultNames)[number];

export function isFaultName(name: string): name is FaultName {
  return faultNames.some((known) => known === name);
}
