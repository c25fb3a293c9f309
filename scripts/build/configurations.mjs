import { builtinModules } from 'node:module';
import { join } from 'node:path';

import { svelte } from '@sveltejs/vite-plugin-svelte';

import { root } from '../setup/project.mjs';
import { listBundledPackages } from './bundled-packages.mjs';

const node = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
/** Electron is there at run time; libsql brings a native file and stays a package of its own. */
const external = ['electron', /^electron\//, 'libsql', /^@libsql\//, /^@neon-rs\//, ...node];

/** @typedef {{ name: string, sources: string[], configuration: import('vite').InlineConfig }} Part */

/** @param {boolean} development @returns {Part[]} */
export function parts(development) {
  return [
    nodePart('main', { main: 'src-main/main.ts' }, 'out/main', ['src-main', 'src-shared'], development),
    nodePart(
      'library host',
      { 'library-host': 'src-main/library/host/host.ts' },
      'out/library',
      ['src-main', 'src-shared'],
      development,
    ),
    nodePart(
      'demo tenant',
      { 'demo-tenant': 'src-demo-tenant/utility-process.ts' },
      'out/demo-tenant',
      ['src-demo-tenant'],
      development,
    ),
    preloadPart(development),
    rendererPart(development),
  ];
}

/**
 * A program for Node or Electron's main process, as an ES module with everything but `external` in it.
 * @param {string} name @param {Record<string, string>} input @param {string} folder @param {string[]} sources @param {boolean} development
 * @returns {Part}
 */
export function nodePart(name, input, folder, sources, development) {
  return {
    name,
    sources,
    configuration: {
      ...common(development),
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
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
      ssr: { noExternal: true, target: 'node', external: ['electron', 'libsql'] },
    },
  };
}

/** Sandboxed preloads cannot be ES modules: one CommonJS file. @param {boolean} development @returns {Part} */
function preloadPart(development) {
  return {
    name: 'preload',
    sources: ['src-main/preload', 'src-shared'],
    configuration: {
      ...common(development),
      build: {
        outDir: join(root, 'out/preload'),
        emptyOutDir: true,
        target: 'chrome130',
        minify: !development,
        lib: {
          entry: join(root, 'src-main/preload/preload.ts'),
          formats: ['cjs'],
          fileName: () => 'preload.cjs',
        },
        rolldownOptions: { external: ['electron'] },
      },
    },
  };
}

/** @param {boolean} development @returns {Part} */
function rendererPart(development) {
  return {
    name: 'renderer',
    sources: ['src-renderer', 'src-shared'],
    configuration: {
      ...common(development),
      root: join(root, 'src-renderer'),
      base: './',
      plugins: [svelte({ configFile: join(root, 'svelte.config.js') }), listBundledPackages()],
      build: {
        outDir: join(root, 'out/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        minify: !development,
        sourcemap: development,
        // The policy allows no inline script, style or font, and one known Chromium needs no polyfill.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
    },
  };
}

/** @param {boolean} development @returns {import('vite').InlineConfig} */
function common(development) {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [listBundledPackages()],
    mode: development ? 'development' : 'production',
    define: { 'process.env.NODE_ENV': JSON.stringify(development ? 'development' : 'production') },
  };
}
