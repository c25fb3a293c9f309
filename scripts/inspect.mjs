import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { fingerprint, isUpToDate, markUpToDate } from './build/up-to-date.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { root } from './setup/project.mjs';
import { runCommand } from './setup/run-command.mjs';

/** `npm run --silent inspect -- FILE… [--json]`: bundles the reader if it has changed, then runs it in this process. */
await runCommand(async () => {
  await installDependencies();
  const bundle = join(root, 'out', 'inspect', 'inspect.js');
  const stamp = join(root, 'out', '.inspect-stamp');
  const value = fingerprint(['src-main/content/reader', 'src-shared/content']);
  if (!existsSync(bundle) || !isUpToDate(stamp, value)) {
    const [{ build }, { nodePart }] = await Promise.all([
      import('vite'),
      import('./build/configurations.mjs'),
    ]);
    const input = { inspect: 'src-main/content/reader/command-line.ts' };
    const { configuration } = nodePart('inspect', input, 'out/inspect', false);
    // stdout belongs to the documents.
    await build({ ...configuration, logLevel: 'error' });
    markUpToDate(stamp, value);
  }
  const { runCommandLine } = await import(pathToFileURL(bundle).href);
  process.exitCode = await runCommandLine(process.argv.slice(2), process.stdout, process.stderr);
});
