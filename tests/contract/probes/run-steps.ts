import { checkCollection, checkSingle, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameText } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { JsonObject } from '../reader/answer.ts';
import { countOf, rowsOf, textOf } from '../reader/answer.ts';
import { keyed, keyedBy } from '../reader/literals.ts';
import { guidOf, LOGS, newest } from './logs.ts';
import { inTurn, oncePerTenant, probe, some } from './probe.ts';

const RUNS = 'MessageProcessingLogRuns';
const STEPS = 'MessageProcessingLogRunSteps';
/** At INFO only the last steps of a failed message are kept (catalogue 3.5). */
const LAST_STEPS = 50;

async function runIds({ administrator }: Tenant, guid: string): Promise<readonly string[]> {
  return (await administrator.rows(`${keyed(LOGS, guid)}/Runs`)).map(({ Id }) => textOf(Id));
}

/** How many steps the runs of a message show. */
async function stepCount(tenant: Tenant, guid: string): Promise<number> {
  const counts = await inTurn(await runIds(tenant, guid), async (run) => {
    const answer = await tenant.administrator.get(
      `${keyed(RUNS, run)}/RunSteps?$inlinecount=allpages&$top=1`,
    );
    return [Number(countOf(answer))];
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

function countsOf(tenant: Tenant, filter: string, top: number): Promise<readonly number[]> {
  return newest(tenant, filter, top).then((logs) =>
    inTurn(logs, async (log) => [await stepCount(tenant, guidOf(log))]),
  );
}

/** A failed message whose run shows steps, and these. */
const failedRun = oncePerTenant(async (tenant) => {
  const logs = await newest(tenant, "Status eq 'FAILED' and LogLevel eq 'INFO'", 10);
  const runs = await inTurn(logs, async (log) => {
    const ids = await runIds(tenant, guidOf(log));
    return inTurn(ids, async (run) => {
      const steps = await tenant.administrator.rows(`${keyed(RUNS, run)}/RunSteps`);
      return steps.length > 0 ? [{ log, run, steps }] : [];
    });
  });
  return some(runs, 'failed runs with steps');
});

function within(steps: readonly JsonObject[], log: JsonObject): readonly Finding[] {
  return steps.flatMap((step) =>
    expecting(
      typeof step['ModelStepId'] === 'string' && step['ModelStepId'] !== '',
      `${guidOf(log)} step ${textOf(step['ChildCount'])}`,
      'a ModelStepId of the flow',
      step['ModelStepId'],
    ),
  );
}

export const runSteps = {
  bodies: probe('2.5', 'runs and run steps have the declared properties', async (tenant) => {
    const { log, run, steps } = await failedRun(tenant);
    const { administrator } = tenant;
    return [
      ...checkSingle('MessageProcessingLogRun', await administrator.get(keyed(RUNS, run))),
      ...checkCollection(
        'MessageProcessingLogRunStep',
        await administrator.get(`${keyed(RUNS, run)}/RunSteps`),
        { atLeast: 1 },
      ),
      ...within(steps, log),
      ...expecting(
        steps.every((step) => step['RunId'] === run),
        run,
        'steps of this run',
        steps.map((step) => step['RunId']).slice(0, 3),
      ),
    ];
  }),

  paging: probe('2.5', 'RunSteps page with $top, $skip and $inlinecount', async (tenant) => {
    const { run, steps } = await failedRun(tenant);
    const path = `${keyed(RUNS, run)}/RunSteps?$inlinecount=allpages`;
    const page = await tenant.administrator.get(`${path}&$top=2&$skip=1`);
    return [
      ...checkCollection('MessageProcessingLogRunStep', page, { counted: true }),
      ...sameText(page.request, `${steps.length}`, countOf(page)),
      ...sameText(
        page.request,
        steps
          .slice(1, 3)
          .map(({ ChildCount }) => textOf(ChildCount))
          .join(),
        (rowsOf(page) ?? []).map(({ ChildCount }) => textOf(ChildCount)).join(),
      ),
    ];
  }),

  byKey: probe('2.5', 'a run step by RunId and ChildCount, with RunStepProperties', async (tenant) => {
    const { run, steps } = await failedRun(tenant);
    const key = keyedBy(STEPS, { RunId: run, ChildCount: Number(steps.at(-1)?.['ChildCount']) });
    return [
      ...checkSingle('MessageProcessingLogRunStep', await tenant.administrator.get(key)),
      ...checkSingle(
        'MessageProcessingLogRunStep',
        await tenant.administrator.get(`${key}?$expand=RunStepProperties`),
        {
          expanded: ['RunStepProperties'],
        },
      ),
      ...checkCollection(
        'MessageProcessingLogRunStepProperty',
        await tenant.administrator.get(`${key}/RunStepProperties`),
      ),
      ...checkStatus(
        await tenant.administrator.get(keyedBy(STEPS, { RunId: run, ChildCount: 999_999 })),
        404,
      ),
    ];
  }),

  infoCompleted: probe('3.5', 'at INFO a completed message has no steps', async (tenant) => {
    const counts = await countsOf(tenant, "Status eq 'COMPLETED' and LogLevel eq 'INFO'", 10);
    return [
      ...expecting(counts.length > 0, LOGS, 'completed messages at INFO', 'none'),
      ...expecting(
        counts.every((count) => count === 0),
        'steps at INFO, COMPLETED',
        '0',
        counts,
      ),
    ];
  }),

  infoFailed: probe('3.5', 'at INFO a failed message has its last 50 steps at most', async (tenant) => {
    const counts = await countsOf(tenant, "Status eq 'FAILED' and LogLevel eq 'INFO'", 20);
    return [
      ...expecting(
        counts.some((count) => count > 0),
        'steps at INFO, FAILED',
        'some',
        counts,
      ),
      ...expecting(
        counts.every((count) => count <= LAST_STEPS),
        'steps at INFO, FAILED',
        `at most ${LAST_STEPS}`,
        counts,
      ),
    ];
  }),

  onlyFailures: probe('3.5', 'at ERROR and NONE a completed message has no steps', async (tenant) => {
    const counts = await countsOf(
      tenant,
      "Status eq 'COMPLETED' and (LogLevel eq 'ERROR' or LogLevel eq 'NONE')",
      10,
    );
    return expecting(
      counts.every((count) => count === 0),
      'steps at ERROR or NONE, COMPLETED',
      '0',
      counts,
    );
  }),

  detailed: probe('3.5', 'at DEBUG and TRACE a completed message has its whole path', async (tenant) =>
    inTurn(['DEBUG', 'TRACE'], async (level) => {
      const counts = await countsOf(tenant, `Status eq 'COMPLETED' and LogLevel eq '${level}'`, 5);
      return [
        ...expecting(counts.length > 0, LOGS, `completed messages at ${level}`, 'none'),
        ...expecting(
          counts.every((count) => count > 1),
          `steps at ${level}, COMPLETED`,
          'the whole path',
          counts,
        ),
      ];
    }),
  ),

  failedStep: probe('2.5', "the error's LastErrorModelStepId is a step of the run", async (tenant) => {
    const { log, steps } = await failedRun(tenant);
    const error = await tenant.administrator.entity(`${keyed(LOGS, guidOf(log))}/ErrorInformation`);
    const ids = steps.map(({ ModelStepId }) => ModelStepId);
    return expecting(
      ids.includes(error['LastErrorModelStepId']),
      guidOf(log),
      textOf(error['LastErrorModelStepId']),
      ids,
    );
  }),
} as const;
