import { readFileSync } from 'node:fs';

/**
 * ms for which the main thread of a process was ready to run and got no processor so far: what other work of the machine
 * costs it. 0 where the system does not tell (only Linux does).
 */
export function waitedForCpu(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const [, waited] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
  return Number(waited) / 1_000_000;
}
