import type { Environment } from '../model/connections.ts';

const patterns: readonly (readonly [Environment, RegExp])[] = [
  ['production', /(?:^|[^a-z])(?:prd|prod|production|live|p1)(?:[^a-z]|$)/],
  ['test', /(?:^|[^a-z])(?:qas|qa|test|tst|uat|stage|staging|q1|t1)(?:[^a-z]|$)/],
  ['development', /(?:^|[^a-z])(?:dev|development|sandbox|sbx|d1)(?:[^a-z]|$)/],
];

/** The stage that names of tenants usually tell; a suggestion, never more. */
export function guessEnvironment(name: string): Environment | undefined {
  const text = name.toLowerCase();
  return patterns.find(([, pattern]) => pattern.test(text))?.[0];
}
