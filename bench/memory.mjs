import { readdirSync, readFileSync } from 'node:fs';

/**
 * Proportional set size of a process and all below it, in bytes. Linux only.
 * @param {number} root
 * @param {(commandLine: string) => boolean} [counts] leaves out what is false, such as the demo tenant's process
 */
export function proportionalSetSize(root, counts = () => true) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrNothing(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (!Number.isNaN(parent)) parents.set(Number(name), parent);
  }
  let total = 0;
  for (const pid of parents.keys()) {
    if (!isBelow(pid, root, parents)) continue;
    if (!counts(readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' '))) continue;
    const pss = /^Pss:\s+(\d+) kB/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`));
    total += Number(pss?.[1] ?? 0) * 1024;
  }
  return total;
}

/** @param {number} pid @param {number} root @param {Map<number, number>} parents */
function isBelow(pid, root, parents) {
  for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (at === root) return true;
  return false;
}

/** A process may end between two reads; then it counts nothing. @param {string} file */
function readOrNothing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(String(/** @type {NodeJS.ErrnoException} */ (fault).code)))
      return '';
    throw fault;
  }
}
