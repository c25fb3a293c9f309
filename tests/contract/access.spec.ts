import { access } from './probes/access.ts';
import { describeProbes } from './probes/describe-probes.ts';

describeProbes('tokens, roles and CSRF', access);
