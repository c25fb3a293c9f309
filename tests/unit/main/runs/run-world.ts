import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import { PayloadKeeping } from '../../../../src-main/payloads/payload-keeping.ts';
import { PayloadsAhead } from '../../../../src-main/payloads/payloads-ahead.ts';
import { type PayloadPlaces, readPayload } from '../../../../src-main/payloads/read-payload.ts';
import { RunService } from '../../../../src-main/runs/run-service.ts';
import { TraceService } from '../../../../src-main/runs/trace-service.ts';
import { connection } from '../content/content-world.ts';
import { type Entity, FakeTenant } from '../fake-tenant.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';
import { unexpectedFault } from '../unexpected-fault.ts';

export const message = { connectionId: connection.id, messageGuid: 'guid-1' };
export const run = { ...message, runId: 'run-1' };
const steps = `MessageProcessingLogRuns('${run.runId}')/RunSteps`;

export interface RunWorld {
  readonly tenant: FakeTenant;
  readonly library: Library;
  readonly runs: RunService;
  readonly traces: TraceService;
  readonly jobs: Jobs;
  readonly told: string[];
  /** The body of a trace message, as a viewer opens it. */
  readonly body: (id: string) => Promise<{ readonly text: string; readonly from: string }>;
  /** What happens when the connection was saved. */
  readonly review: () => Promise<void>;
  keepsPayloads: boolean;
}

/** Both services over a fake tenant and a real library on disk. */
export async function runWorld(mostHeld?: number): Promise<RunWorld> {
  const tenant = new FakeTenant();
  const library = await temporaryLibrary();
  const jobs = new Jobs({ changed: () => undefined, logFault: unexpectedFault });
  const told: string[] = [];
  const changed = ({ messageGuid }: { messageGuid: string }): void => void told.push(messageGuid);
  const world = { keepsPayloads: false };
  const sessions = {
    get: () =>
      Promise.resolve({
        // As it is when it is asked.
        get connection() {
          return { ...connection, keepsPayloads: world.keepsPayloads };
        },
        client: tenant,
        library,
      }),
  };
  const places: PayloadPlaces = { keeping: new PayloadKeeping(), ahead: new PayloadsAhead() };
  const body = async (id: string) => {
    const source = { of: 'trace', messageGuid: message.messageGuid, id } as const;
    const { signal } = new AbortController();
    const asked = { ...places, signal, priority: 'interactive', now, progress: () => undefined } as const;
    const { pieces, from } = await readPayload(await sessions.get(), source, asked);
    return { text: Buffer.concat(pieces).toString(), from };
  };
  const now = (): number => Date.UTC(2026, 10, 23, 12);
  return Object.assign(world, {
    tenant,
    library,
    jobs,
    told,
    body,
    review: async () => {
      await places.keeping.of(await sessions.get());
    },
    runs: new RunService({ sessions, changed, now }),
    traces: new TraceService({
      ...places,
      sessions,
      jobs,
      changed,
      now,
      ...(mostHeld !== undefined && { mostHeld }),
    }),
  });
}

export function serveRun(tenant: FakeTenant, state: string, stepEntities: readonly Entity[]): void {
  tenant.list(`MessageProcessingLogs('${message.messageGuid}')/Runs`, () => [
    {
      Id: run.runId,
      RunStart: '/Date(1000)/',
      RunStop: null,
      LogLevel: 'TRACE',
      OverallState: state,
      ProcessId: 'p',
    },
  ]);
  tenant.list(steps, () => stepEntities);
}

export function stepEntity(child: number, modelStepId: string): Entity {
  return {
    RunId: run.runId,
    ChildCount: child,
    StepId: `${modelStepId}_${child}`,
    ModelStepId: modelStepId,
    Activity: 'Content Modifier',
    BranchId: 'main',
    StepStart: `/Date(${1_000 + child})/`,
    StepStop: `/Date(${1_010 + child})/`,
    Status: 'COMPLETED',
    Error: null,
  };
}

/** The message itself, so that it can be removed. */
export async function storeMessage(library: Library, guid = message.messageGuid): Promise<void> {
  const flow = { id: 'Orders', name: 'Orders', type: '', packageId: '', packageName: '' };
  await MessageWriter.of(library).write([
    {
      guid,
      start: 1_000,
      end: 2_000,
      status: 'COMPLETED',
      correlationId: 'C1',
      applicationId: undefined,
      applicationType: undefined,
      sender: undefined,
      receiver: undefined,
      customStatus: undefined,
      logLevel: 'TRACE',
      transactionId: undefined,
      flow,
    },
  ]);
}
