import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));

export interface Watched {
  readonly code: number | null;
  /** Lines on stderr, with the time on the processor when each came, in seconds. */
  readonly lines: readonly { readonly text: string; readonly cpu: number }[];
  /** Largest resident set, in kB. */
  readonly peak: number;
  /** Seconds on the processor. */
  readonly cpu: number;
}

/** Runs `inspect` and watches its process from outside. */
export function watchInspect(files: readonly string[]): Promise<Watched> {
  const child = spawn(process.execPath, [join(root, 'scripts/inspect.mjs'), ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: { text: string; cpu: number }[] = [];
  let peak = 0;
  let cpu = 0;
  const sample = (): void => {
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(read(child, 'status'))?.[1] ?? 0));
    const [user, system] = /\) .(?: -?\d+){10} (\d+) (\d+)/.exec(read(child, 'stat'))?.slice(1) ?? [];
    // Clock ticks of 10 ms.
    if (user !== undefined) cpu = Math.max(cpu, (Number(user) + Number(system)) / 100);
  };
  createInterface({ input: child.stderr }).on('line', (text) => {
    sample();
    lines.push({ text, cpu });
  });
  const sampling = setInterval(sample, 10);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(sampling);
      resolve({ code, lines, peak, cpu });
    });
  });
}

/** Empty once the process has ended. */
function read({ pid }: ChildProcess, file: string): string {
  try {
    return readFileSync(`/proc/${pid ?? 0}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
