import { loadCompare } from './build/inspect-bundle.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { runCommand } from './setup/run-command.mjs';

/** `npm run --silent compare -- BEFORE AFTER`: bundles the comparison if it has changed, then runs it in this process. */
await runCommand(async () => {
  await installDependencies();
  const { runCommandLine } = await loadCompare();
  process.exitCode = await runCommandLine(process.argv.slice(2), process.stdout, process.stderr);
});
