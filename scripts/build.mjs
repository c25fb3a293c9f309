import { buildApp } from './build/build-app.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { runCommand } from './setup/run-command.mjs';

await runCommand(async () => {
  await installDependencies();
  await buildApp({ development: process.argv.includes('--development') });
});
