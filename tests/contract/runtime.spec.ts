import { describeProbes } from './probes/describe-probes.ts';
import { runtime } from './probes/runtime.ts';

describeProbes('deployed artifacts and endpoints', runtime);
