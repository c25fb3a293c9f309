import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

import { contentIn } from './figures/content-in.mjs';
import { contentWithZips } from './figures/content-with-zips.mjs';
import { errorsGroup } from './figures/errors-group.mjs';
import { inspect } from './figures/inspect.mjs';
import { liveDelay } from './figures/live-delay.mjs';
import { memory } from './figures/memory.mjs';
import { messagesIn, messagesSync } from './figures/messages-in.mjs';
import { messagesQuery } from './figures/messages-query.mjs';
import { messagesScroll } from './figures/messages-scroll.mjs';
import { openArtifact } from './figures/open-artifact.mjs';
import { payloadOpen } from './figures/payload-open.mjs';
import { secondStart } from './figures/second-start.mjs';
import { start } from './figures/start.mjs';
import { isMet, line, round } from './harness.mjs';
import { readWanted } from './wanted.mjs';

/** Figure by name, in the order they are measured. */
const figures = {
  start,
  'second-start': secondStart,
  memory,
  'messages-in': messagesIn,
  'messages-sync': messagesSync,
  'live-delay': liveDelay,
  'messages-query': messagesQuery,
  'messages-scroll': messagesScroll,
  'content-in': contentIn,
  'content-with-zips': contentWithZips,
  'open-artifact': openArtifact,
  inspect,
  'errors-group': errorsGroup,
  'payload-open': payloadOpen,
};
const file = join(import.meta.dirname, 'results.json');

const asked = readWanted(process.argv.slice(2), Object.keys(figures));
if (typeof asked === 'string') {
  console.error(asked);
  process.exit(2);
}
const { wanted, turns } = asked;

const results = readResults();
for (const [name, measure] of Object.entries(figures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const load = loadavg()[0] ?? 0;
  const answer = /** @type {import('./harness.mjs').Measured | string} */ (await measure(turns));
  if (typeof answer === 'string') {
    console.log(`${name.padEnd(14)} not measured: ${answer}`);
    continue;
  }
  const measured = answer;
  console.log(line(measured));
  const { ours, reference, budget, more, unit, runs, missed = [], note } = measured;
  results[name] = {
    name,
    ours: round(ours),
    reference: round(reference),
    ratio: round(ours / reference),
    budget: more ? `${budget} ${unit} more` : budget,
    unit,
    runs,
    met: isMet(measured),
    ...(missed.length > 0 ? { missed } : {}),
    ...(note ? { note } : {}),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load before ${load.toFixed(2)}`,
  };
  writeFileSync(file, `${JSON.stringify(Object.values(results), undefined, 2)}\n`);
}

/** What was measured before stays, so that figures can be measured one at a time. @returns {Record<string, object>} */
function readResults() {
  try {
    const list = /** @type {{ name: string }[]} */ (JSON.parse(readFileSync(file, 'utf8')));
    return Object.fromEntries(list.map((result) => [result.name, result]));
  } catch (fault) {
    if (/** @type {NodeJS.ErrnoException} */ (fault).code === 'ENOENT') return {};
    throw fault;
  }
}
