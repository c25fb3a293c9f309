import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../setup/project.mjs';

/** Each part leaves the list of packages in it beside its bundle, for the third-party notices. */
const listName = (/** @type {string} */ part) => `.packages-${part.replaceAll(' ', '-')}.json`;

/** @param {string} part @returns {import('vite').Plugin} */
export function listBundledPackages(part) {
  return {
    name: 'list-bundled-packages',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : [],
      );
      const packages = new Set(modules.flatMap((module) => packageOf(module) ?? []));
      this.emitFile({
        type: 'asset',
        fileName: listName(part),
        source: JSON.stringify([...packages].sort()),
      });
    },
  };
}

/**
 * The package a module is of, by its path below the outermost node_modules: `a/node_modules/@scope/b`.
 * @param {string} module @returns {string | undefined}
 */
export function packageOf(module) {
  const steps = module.replaceAll('\\', '/').split('/node_modules/');
  if (steps.length < 2) return undefined;
  const names = steps.slice(1).map((step) => {
    const [first = '', second = ''] = step.split('/');
    return first.startsWith('@') ? `${first}/${second}` : first;
  });
  return names.join('/node_modules/');
}

/**
 * Licence texts of everything in the bundles and of the packages shipped beside them. Electron's and Chromium's lie
 * in its distribution, in files of their own.
 * @param {readonly string[]} folders of the built parts
 */
export function thirdPartyNotices(folders) {
  const packages = new Set(withDependencies('libsql'));
  for (const folder of folders) {
    for (const file of readdirSync(folder).filter((name) => name.startsWith('.packages-')))
      for (const name of JSON.parse(readFileSync(join(folder, file), 'utf8'))) packages.add(name);
  }
  const notices = [...packages].sort().map(notice);
  return `Tenant Atlas contains the following software of others.\n\n${notices.join('\n')}`;
}

/** @param {string} name @returns {string[]} with what of its dependencies is installed on this system */
function withDependencies(name) {
  const read = manifestOf(name);
  if (!read) return [];
  const needs = Object.keys({ ...read.dependencies, ...read.optionalDependencies });
  return [name, ...needs.flatMap(withDependencies)];
}

/** @param {string} name */
function notice(name) {
  const folder = join(root, 'node_modules', name);
  const read = manifestOf(name);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const licence = typeof read?.license === 'string' ? read.license : 'licence as below';
  const head = [`${read?.name} ${read?.version}`, licence, read?.homepage].filter(Boolean).join(', ');
  const body =
    texts.length > 0 ? texts.join('\n\n') : `The package holds no licence text; it names ${licence}.`;
  return `${'='.repeat(80)}\n${head}\n\n${body}\n`;
}

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {unknown} [license]
 * @property {string} [homepage]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 */

/** @param {string} name @returns {Manifest | undefined} undefined for packages of other systems */
function manifestOf(name) {
  try {
    return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  } catch (fault) {
    if (/** @type {NodeJS.ErrnoException} */ (fault).code === 'ENOENT') return undefined;
    throw fault;
  }
}
