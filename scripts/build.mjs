import { buildApp } from './build/build-app.mjs';
import { runCommand } from './setup/project.mjs';

await runCommand(() => buildApp({ development: process.argv.includes('--development') }));
