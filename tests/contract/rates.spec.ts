import { describeProbes } from './probes/describe-probes.ts';
import { rates } from './probes/rates.ts';

describeProbes('request rates', rates);
