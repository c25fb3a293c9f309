/** How often a property is tried whose runs are dear: `usual` in `npm test`, `many` in `npm run test:long`. */
export function propertyRuns(usual: number, many: number): number {
  return process.env['MANY_RUNS'] === undefined ? usual : many;
}
