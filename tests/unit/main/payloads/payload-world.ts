import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import type { Session } from '../../../../src-main/connections/session.ts';
import { PayloadKeeping } from '../../../../src-main/payloads/payload-keeping.ts';
import { PayloadService } from '../../../../src-main/payloads/payload-service.ts';
import { PayloadsAhead } from '../../../../src-main/payloads/payloads-ahead.ts';
import type { PayloadPlaces } from '../../../../src-main/payloads/read-payload.ts';
import { PayloadDesk } from '../../../../src-main/payloads/reader/payload-desk.ts';
import type {
  PayloadPort,
  PayloadReply,
  PayloadRequest,
} from '../../../../src-main/payloads/reader/protocol.ts';
import type { ConnectionSummary } from '../../../../src-shared/model/connections.ts';
import { connection } from '../content/content-world.ts';
import { type MessageWorld, messageWorld, start } from '../messages/message-world.ts';

/** A reader in this process; `hang` and `die` stand for what a payload or an expression does to a real one. */
export class Reader implements PayloadPort {
  readonly requests: PayloadRequest[] = [];
  isEnded = false;
  readonly #mode: 'answer' | 'hang' | 'die';
  readonly #desk = new PayloadDesk();
  #reply: (reply: PayloadReply) => void = () => undefined;
  #end: () => void = () => undefined;

  constructor(mode: 'answer' | 'hang' | 'die' = 'answer') {
    this.#mode = mode;
  }

  post(request: PayloadRequest): void {
    this.requests.push(request);
    // As over a port: nothing sent is shared.
    const sent = structuredClone(request);
    if ('id' in request && this.#mode === 'die') queueMicrotask(() => this.end());
    else if (!('id' in request) || this.#mode === 'answer')
      void this.#desk.answer(sent).then((reply) => reply && !this.isEnded && this.#reply(reply));
  }

  onReply(listener: (reply: PayloadReply) => void): void {
    this.#reply = listener;
  }

  onEnd(listener: () => void): void {
    this.#end = listener;
  }

  end(): void {
    this.isEnded = true;
    this.#end();
  }
}

export interface PayloadWorld extends MessageWorld {
  readonly payloads: PayloadService;
  readonly readers: readonly Reader[];
  readonly progress: { readonly ticket: string; readonly done: number }[];
  /** Where the person saves. */
  readonly folder: string;
  readonly saved: () => readonly { readonly name: string; readonly text: string }[];
  readonly session: () => Session;
  readonly places: PayloadPlaces;
  connection: ConnectionSummary;
}

/** The payloads over a fake tenant, a real library on disk, and the reader in this process. */
export async function payloadWorld(): Promise<PayloadWorld> {
  const messages = await messageWorld();
  const folder = mkdtempSync(join(tmpdir(), 'payloads-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const readers: Reader[] = [];
  const progress: { readonly ticket: string; readonly done: number }[] = [];
  const session = (): Session => ({
    connection: world.connection,
    client: messages.tenant,
    library: messages.library,
  });
  const places = { keeping: new PayloadKeeping(), ahead: new PayloadsAhead() };
  const payloads = new PayloadService({
    ...places,
    sessions: { get: () => Promise.resolve(session()) },
    jobs: messages.jobs,
    messages: messages.service,
    spawn: () => {
      const reader = new Reader();
      readers.push(reader);
      return reader;
    },
    dialogs: {
      saveAs: (name) => Promise.resolve(join(folder, name)),
      chooseFile: () => Promise.resolve({ path: '/home/a/order.json', bytes: Buffer.from('{"a": 1}') }),
    },
    progress: (told) => progress.push(told),
    now: () => start,
  });
  const world: PayloadWorld = {
    ...messages,
    connection,
    payloads,
    readers,
    progress,
    folder,
    session,
    places,
    saved: () =>
      readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
  };
  return world;
}
