import { describeProbes } from './probes/describe-probes.ts';
import { serviceEndpoints } from './probes/endpoints.ts';
import { runtime } from './probes/runtime.ts';

describeProbes('deployed artifacts and endpoints', { ...runtime, ...serviceEndpoints });
