import { csrf } from './probes/csrf.ts';
import { describeProbes } from './probes/describe-probes.ts';
import { roles } from './probes/roles.ts';
import { tokens } from './probes/tokens.ts';

describeProbes('tokens, roles and CSRF', { ...tokens, ...roles, ...csrf });
