import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file of settings, also one that was set aside or half written when the app was ended. */
const settingsFile = /^[a-z]+(?:-[a-z]+)*\..*json/;
/** What is in use is written by its owner. */
const inUse = /^[a-z-]+(?:\.last-good)?\.json$/;
/** What `wipeLogLines` itself left when it was ended. */
const halfWritten = /\.new$/;

/**
 * Deletes files of settings that were set aside or half written and that name one of the texts: nobody writes them any more.
 * Answers how many.
 */
export async function wipeSettingsFiles(userData: string, texts: readonly string[]): Promise<number> {
  let count = 0;
  for (const { name } of await filesIn(userData)) {
    if (!settingsFile.test(name) || inUse.test(name)) continue;
    const path = join(userData, name);
    if (!names(await readFile(path, 'utf8'), texts)) continue;
    await rm(path, { force: true });
    count += 1;
  }
  return count;
}

/** Takes the lines that name one of the texts out of the log files; answers how many. */
export async function wipeLogLines(logs: string, texts: readonly string[]): Promise<number> {
  let count = 0;
  for (const { name } of await filesIn(logs)) {
    const path = join(logs, name);
    if (halfWritten.test(name)) {
      await rm(path, { force: true });
      continue;
    }
    const lines = (await readFile(path, 'utf8')).split('\n');
    const kept = lines.filter((line) => !names(line, texts));
    if (kept.length === lines.length) continue;
    count += lines.length - kept.length;
    await writeFile(`${path}.new`, kept.join('\n'), { mode: 0o600 });
    await rename(`${path}.new`, path);
  }
  return count;
}

function names(content: string, texts: readonly string[]): boolean {
  const lower = content.toLowerCase();
  return texts.some((text) => lower.includes(text.toLowerCase()));
}

async function filesIn(folder: string) {
  try {
    return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return [];
    throw fault;
  }
}
