import { lint } from '../../eslint.config.js';

/** Every rule for every file by one program, with types: also what oxlint looks at, and Svelte with its types. */
export default lint({
  ignores: [],
  projects: ['src-shared', 'src-main', 'src-renderer', 'src-demo-tenant', 'tests'].map(
    (part) => `${part}/tsconfig.json`,
  ),
});
