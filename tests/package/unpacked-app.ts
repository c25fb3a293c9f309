import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../../scripts/setup/project.mjs';

export const unpacked = join(root, 'release', 'linux-unpacked');
const nobody = 65_534;

/** The packaged app copied to where another user can read it, with folders of its own. */
export interface Placed {
  readonly folder: string;
  readonly executable: string;
  readonly userData: string;
  readonly picture: string;
  readonly home: string;
  remove(): Promise<void>;
}

export function placeApp(): Placed {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-package-'));
  const home = join(folder, 'home');
  cpSync(unpacked, join(folder, 'app'), { recursive: true });
  mkdirSync(home);
  chmodSync(folder, 0o755);
  if (process.getuid?.() === 0) chownSync(home, nobody, nobody);
  return {
    folder,
    executable: join(folder, 'app', 'tenant-atlas'),
    userData: join(home, 'user-data'),
    picture: join(home, 'first-window.png'),
    home,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A user who is not root gets Chromium's sandbox; as root the app is started as nobody. */
export function startUnprivileged(placed: Placed, switches: readonly string[]): ChildProcess {
  const drop = ['--reuid=65534', '--regid=65534', '--clear-groups', placed.executable];
  const [program, ...before] = process.getuid?.() === 0 ? ['setpriv', ...drop] : [placed.executable];
  return spawn(
    program ?? '',
    [...before, `--user-data-dir=${placed.userData}`, '--password-store=basic', ...switches],
    {
      cwd: placed.home,
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        DISPLAY: process.env['DISPLAY'],
        HOME: placed.home,
        XDG_RUNTIME_DIR: placed.home,
        LANG: 'C.UTF-8',
      },
    },
  );
}

export async function end(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return;
  const exited = once(app, 'exit');
  app.kill('SIGTERM');
  await exited;
}

export interface RunningProcess {
  readonly arguments: readonly string[];
  /** `Seccomp` of its status: 2 is a filter, Chromium's sandbox. */
  readonly seccomp: string;
}

/** All processes of the placed app, as the kernel sees them. */
export function processesOf(placed: Placed): readonly RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => ({
      // Chromium writes the command line of its forked processes anew, with blanks between.
      arguments: readProc(id, 'cmdline').split(/[\0 ]/),
      seccomp: /^Seccomp:\s*(\d)/m.exec(readProc(id, 'status'))?.[1] ?? '',
    }))
    .filter((one) => one.arguments[0] === placed.executable);
}

/** Empty for a process that has ended in the meantime. */
function readProc(id: string, file: string): string {
  const path = join('/proc', id, file);
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}
