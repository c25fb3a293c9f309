import { describeProbes } from './probes/describe-probes.ts';
import { messageBodies } from './probes/message-bodies.ts';
import { messageHeaders } from './probes/message-headers.ts';
import { messageStore } from './probes/message-store.ts';
import { runSteps } from './probes/run-steps.ts';
import { traces } from './probes/traces.ts';

describeProbes('message processing logs and what hangs below them', {
  ...messageBodies,
  ...messageHeaders,
  ...messageStore,
});
describeProbes('runs, steps and traces', { ...prefixed('step', runSteps), ...prefixed('trace', traces) });

/** Both tables have a probe of the same name. */
function prefixed<T>(prefix: string, probes: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(probes).map(([name, each]) => [`${prefix} ${name}`, each]));
}
