import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { fingerprint, isUpToDate, markUpToDate } from './build/up-to-date.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { root } from './setup/project.mjs';
import { runCommand } from './setup/run-command.mjs';

/** `npm run --silent demo-tenant -- …`: bundles the demo tenant if it has changed, then runs it in this process. */
await runCommand(async () => {
  await installDependencies();
  const bundle = join(root, 'out', 'demo-tenant-alone', 'command-line.js');
  const stamp = join(root, 'out', '.demo-tenant-stamp');
  const value = fingerprint(['src-demo-tenant']);
  if (!existsSync(bundle) || !isUpToDate(stamp, value)) {
    const [{ build }, { nodePart }] = await Promise.all([
      import('vite'),
      import('./build/configurations.mjs'),
    ]);
    const input = { 'command-line': 'src-demo-tenant/command-line.ts' };
    const { configuration } = nodePart('demo tenant alone', input, 'out/demo-tenant-alone', false);
    // The first line on stdout belongs to the tenant's address.
    await build({ ...configuration, logLevel: 'error' });
    markUpToDate(stamp, value);
  }
  const { runCommandLine } = await import(pathToFileURL(bundle).href);
  await runCommandLine(process.argv.slice(2));
});
