import { readFileSync } from 'node:fs';

import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import simpleImportSort from 'eslint-plugin-simple-import-sort';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const oxlint = JSON.parse(readFileSync(new URL('.oxlintrc.json', import.meta.url), 'utf8'));
const [, { zones }] = oxlint.rules['zones/no-restricted-paths'];

const all = ['**/*.ts', '**/*.svelte', '**/*.js', '**/*.mjs', '**/*.cjs'];
/** In no project of tsc's as TypeScript. */
const scripts = ['**/*.js', '**/*.mjs', '**/*.cjs', '*.config.ts'];

/**
 * What oxlint does not read: Svelte and the scripts. TypeScript is oxlint's (.oxlintrc.json), which has the same rules for a
 * tenth of the time; tests/long/lint.config.js has all rules for all files, with types.
 */
export default lint({ ignores: ['**/*.ts', '!**/*.svelte.ts', '!*.config.ts'], projects: [] });

/**
 * @param {{ ignores: readonly string[], projects: readonly string[] }} options `projects`: where types come from; without
 *   one, rules that need types are off
 */
export function lint({ ignores, projects }) {
  const withoutTypes = projects.length === 0 ? all : scripts;
  return tseslint.config(
    { ignores: ['node_modules', 'out', 'dist', 'release', 'test-results', 'docs', '.setup', ...ignores] },
    {
      files: all,
      extends: [tseslint.configs.strictTypeChecked],
      languageOptions: {
        parserOptions: {
          ...(projects.length === 0 ? {} : { project: [...projects], tsconfigRootDir: import.meta.dirname }),
          extraFileExtensions: ['.svelte'],
        },
      },
    },
    ...svelte.configs.recommended,
    {
      files: all,
      plugins: { 'import-x': importX, 'simple-import-sort': simpleImportSort },
      settings: {
        'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js', '.svelte'] })],
      },
      rules: {
        'max-lines': ['error', { max: 400 }],
        'no-console': 'error',
        'no-empty': 'error',
        'import-x/no-cycle': ['error', { ignoreExternal: true }],
        'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
        'simple-import-sort/imports': 'error',
        '@typescript-eslint/consistent-type-imports': 'error',
        // A copy without a property names what it leaves out.
        '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
        '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
        '@typescript-eslint/no-unnecessary-condition': 'off',
        '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        '@typescript-eslint/no-unnecessary-type-parameters': 'off',
        'svelte/no-at-html-tags': 'error',
        'svelte/require-each-key': 'error',
      },
    },
    {
      files: ['**/*.svelte', '**/*.svelte.ts'],
      languageOptions: {
        parserOptions: { parser: tseslint.parser, svelteConfig },
        globals: globals.browser,
      },
    },
    {
      // What `$props()` and `bind:` give is declared with `let`.
      files: ['**/*.svelte'],
      rules: { 'simple-import-sort/imports': 'off', 'prefer-const': 'off' },
    },
    {
      files: [
        'scripts/**/*.mjs',
        'tests/**/*.mjs',
        'bench/**/*.mjs',
        '*.config.js',
        '*.config.ts',
        'src-demo-tenant/*.ts',
      ],
      rules: { 'no-console': 'off' },
    },
    {
      // Callbacks handed to the window or to main are plain functions there; fixtures destructure nothing.
      files: ['tests/**/*.ts'],
      rules: {
        '@typescript-eslint/unbound-method': 'off',
        '@typescript-eslint/require-await': 'off',
        'no-empty-pattern': 'off',
      },
    },
    { files: withoutTypes, rules: tseslint.configs.disableTypeChecked.rules },
    { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
    // An exception to a rule that is off without types is still one.
    ...(projects.length === 0 ? [{ linterOptions: { reportUnusedDisableDirectives: false } }] : []),
    { files: scripts, languageOptions: { parserOptions: { project: false }, globals: globals.node } },
  );
}
