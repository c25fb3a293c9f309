import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { app } from 'electron';

/**
 * Stands in for Electron's own default_app.asar, which the fallback distribution lacks: loads the app folder named on
 * the command line. `-r FILE` is Playwright's loader. Top-level await holds back 'ready' until the app is evaluated.
 */
const require = createRequire(import.meta.url);
const rest = process.argv.slice(1);
let folder;
while (rest.length > 0 && folder === undefined) {
  const argument = String(rest.shift());
  if (argument === '-r' || argument === '--require') require(resolve(String(rest.shift())));
  else if (!argument.startsWith('-')) folder = resolve(argument);
}
if (folder === undefined) throw new Error('No app folder was named on the command line.');
const { name, productName, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, main)).href);
