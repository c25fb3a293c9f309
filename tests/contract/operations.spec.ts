import { describeProbes } from './probes/describe-probes.ts';
import { partners } from './probes/partners.ts';
import { security } from './probes/security.ts';
import { stores } from './probes/stores.ts';

describeProbes('stores, security content and the Partner Directory', { ...stores, ...security, ...partners });
