import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import simpleImportSort from 'eslint-plugin-simple-import-sort';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

/** The direction of imports (design section 3): src-renderer → src-shared ← src-main; the demo tenant stands alone. */
const zones = [
  { target: './src-shared', from: ['./src-main', './src-renderer', './src-demo-tenant'] },
  { target: './src-renderer', from: ['./src-main', './src-demo-tenant'] },
  { target: './src-main', from: ['./src-renderer', './src-demo-tenant'] },
  { target: './src-demo-tenant', from: ['./src-main', './src-renderer', './src-shared'] },
  { target: './src-main/library', from: ['./src-main/sap'] },
  { target: './src-main/sap', from: ['./src-main/library', './src-main/ipc'] },
  { target: './src-renderer/components', from: ['./src-renderer/features', './src-renderer/views'] },
  { target: './src-renderer/features', from: ['./src-renderer/views'] },
];

export default tseslint.config(
  { ignores: ['node_modules', 'out', 'dist', 'release', 'test-results', 'docs', '.setup'] },
  tseslint.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        project: [
          'src-shared/tsconfig.json',
          'src-main/tsconfig.json',
          'src-renderer/tsconfig.json',
          'src-demo-tenant/tsconfig.json',
          'tests/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
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
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs', '*.config.ts', 'build/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
