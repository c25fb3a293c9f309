import { describeProbes } from './probes/describe-probes.ts';
import { messageBodies } from './probes/message-bodies.ts';
import { runSteps } from './probes/run-steps.ts';
import { traces } from './probes/traces.ts';

describeProbes('message processing logs and what hangs below them', messageBodies);
describeProbes('runs and their steps', runSteps);
describeProbes('trace messages', traces);
