import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../setup/project.mjs';

/** Name of the list that each part leaves beside its bundle, for the third-party notices. */
export const listName = '.packages.json';

/** @returns {import('vite').Plugin} */
export function listBundledPackages() {
  return {
    name: 'list-bundled-packages',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : [],
      );
      const names = new Set(modules.map(packageOf).filter((name) => name !== undefined));
      this.emitFile({ type: 'asset', fileName: listName, source: JSON.stringify([...names].sort()) });
    },
  };
}

/** @param {string} module @returns {string | undefined} */
export function packageOf(module) {
  const inside = module.replaceAll('\\', '/').split('/node_modules/').at(-1);
  if (inside === undefined || !module.includes('node_modules')) return undefined;
  const [first = '', second = ''] = inside.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** Licence texts of everything in the bundles and of the packages shipped beside them. */
export function thirdPartyNotices() {
  const names = new Set(['libsql', 'electron']);
  for (const part of readdirSync(join(root, 'out'), { withFileTypes: true })) {
    const list = join(root, 'out', part.name, listName);
    if (existsSync(list)) for (const name of JSON.parse(readFileSync(list, 'utf8'))) names.add(name);
  }
  const notices = [...names].sort().map(notice);
  return `Tenant Atlas contains the following software of others.\n\n${notices.join('\n')}`;
}

/** @param {string} name */
function notice(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : `Licence: ${license} (the package holds no text)`;
  return `${'='.repeat(80)}\n${name} ${version}, ${license}${homepage ? `, ${homepage}` : ''}\n\n${text}\n`;
}
