import { contentBodies } from './probes/content-bodies.ts';
import { contentQuirks } from './probes/content-quirks.ts';
import { describeProbes } from './probes/describe-probes.ts';

describeProbes('packages and design-time artifacts', { ...contentBodies, ...contentQuirks });
