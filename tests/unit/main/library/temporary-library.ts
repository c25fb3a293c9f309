import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach } from 'vitest';

import { OpenLibraries } from '../../../../src-main/library/libraries.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { type InProcessHosts, inProcessHosts } from './in-process-host.ts';

export interface TemporaryLibraries {
  readonly folder: string;
  readonly libraries: OpenLibraries;
  readonly hosts: InProcessHosts;
  readonly keys: Map<string, Uint8Array | undefined>;
  /** Whose keys were asked for, in order. */
  readonly asked: readonly string[];
}

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'library-'));
  cleanups.push(async () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export const testKey = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

/** Libraries on a real disk, closed and deleted after the test. Every connection has a key unless told otherwise. */
export function temporaryLibraries(folder: string = temporaryFolder()): TemporaryLibraries {
  const hosts = inProcessHosts();
  const keys = new Map<string, Uint8Array | undefined>();
  const asked: string[] = [];
  const libraries = new OpenLibraries({
    folder,
    spawn: hosts.spawn,
    libraryKey: async (id) => {
      asked.push(id);
      return keys.has(id) ? keys.get(id) : testKey(7);
    },
    setKeyAside: async (id, aside) => {
      keys.set(aside, keys.get(id) ?? testKey(7));
      keys.delete(id);
    },
    forgetKey: async (id) => {
      keys.delete(id);
    },
  });
  cleanups.unshift(() => libraries.close());
  return { folder, libraries, hosts, keys, asked };
}

export async function temporaryLibrary(): Promise<Library> {
  return temporaryLibraries().libraries.open('tenant');
}

/** One library for all tests of a file; opens it at the first call. */
export function libraryOfFile(): () => Promise<Library> {
  const folder = mkdtempSync(join(tmpdir(), 'library-'));
  const libraries = new OpenLibraries({
    folder,
    spawn: inProcessHosts().spawn,
    libraryKey: async () => testKey(7),
    setKeyAside: async () => undefined,
    forgetKey: async () => undefined,
  });
  afterAll(async () => {
    await libraries.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => libraries.open('tenant');
}
