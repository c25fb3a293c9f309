import { describeProbes } from './probes/describe-probes.ts';
import { service } from './probes/service.ts';

describeProbes('the service', service);
