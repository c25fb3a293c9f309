import { builtinModules } from 'node:module';
import { join } from 'node:path';

import { svelte } from '@sveltejs/vite-plugin-svelte';

import { root } from '../setup/project.mjs';
import { listBundledPackages } from './bundled-packages.mjs';

const node = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
/** Electron is there at run time; libsql brings a native file and stays a package of its own. */
const external = ['electron', /^electron\//, 'libsql', /^@libsql\//, /^@neon-rs\//, ...node];

/** On a busy machine every build would say at length that the Svelte compiler takes time. */
const checks = { pluginTimings: false };

/** @typedef {{ name: string, entry: string, configuration: import('vite').InlineConfig }} Part */

/** @param {boolean} development @returns {Part[]} */
export function parts(development) {
  return [
    nodePart('main', { main: 'src-main/main.ts' }, 'out/main', development),
    nodePart('library host', { 'library-host': 'src-main/library/host/host.ts' }, 'out/library', development),
    nodePart(
      'content reader',
      { 'content-reader': 'src-main/content/reader/host.ts' },
      'out/content-reader',
      development,
    ),
    nodePart(
      'payload reader',
      { 'payload-reader': 'src-main/payloads/reader/host.ts' },
      'out/payload-reader',
      development,
    ),
    nodePart(
      'demo tenant',
      { 'demo-tenant': 'src-demo-tenant/utility-process.ts' },
      'out/demo-tenant',
      development,
    ),
    preloadPart(development),
    rendererPart(development),
  ];
}

/**
 * A program for Node or Electron's main process, as an ES module with everything but `external` in it.
 * @param {string} name @param {Record<string, string>} input one entry @param {string} folder @param {boolean} development
 * @returns {Part}
 */
export function nodePart(name, input, folder, development) {
  return {
    name,
    entry: Object.values(input)[0] ?? '',
    configuration: {
      ...common(name, development),
      build: {
        outDir: join(root, folder),
        emptyOutDir: true,
        target: 'node20',
        ssr: true,
        minify: !development,
        sourcemap: development,
        rolldownOptions: {
          input: Object.fromEntries(Object.entries(input).map(([key, file]) => [key, join(root, file)])),
          external,
          checks,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
      ssr: { noExternal: true, target: 'node', external: ['electron', 'libsql'] },
    },
  };
}

/** Sandboxed preloads cannot be ES modules: one CommonJS file. @param {boolean} development @returns {Part} */
function preloadPart(development) {
  const entry = 'src-main/preload/preload.ts';
  return {
    name: 'preload',
    entry,
    configuration: {
      ...common('preload', development),
      build: {
        outDir: join(root, 'out/preload'),
        emptyOutDir: true,
        target: 'chrome130',
        minify: !development,
        lib: { entry: join(root, entry), formats: ['cjs'], fileName: () => 'preload.cjs' },
        rolldownOptions: { external: ['electron'], checks },
      },
    },
  };
}

/** @param {boolean} development @returns {Part} */
function rendererPart(development) {
  const name = 'renderer';
  const entry = 'src-renderer/index.html';
  const shared = common(name, development);
  return {
    name,
    entry,
    configuration: {
      ...shared,
      root: join(root, 'src-renderer'),
      base: './',
      plugins: [svelte({ configFile: join(root, 'svelte.config.js') }), ...(shared.plugins ?? [])],
      build: {
        outDir: join(root, 'out/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        minify: !development,
        sourcemap: development,
        // The policy allows no inline script, style or font, and one known Chromium needs no polyfill.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { checks },
      },
    },
  };
}

/** @param {string} name @param {boolean} development @returns {import('vite').InlineConfig} */
function common(name, development) {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [listBundledPackages(name)],
    mode: development ? 'development' : 'production',
    define: { 'process.env.NODE_ENV': JSON.stringify(development ? 'development' : 'production') },
  };
}
