import { basename } from 'node:path';

import { AppError } from '../../src-shared/errors.ts';
import { safeFileName } from '../../src-shared/file-names.ts';
import { longestShownText } from '../../src-shared/model/messages.ts';
import type {
  MessagePayloadList,
  OpenPayload,
  PathMatches,
  PayloadLook,
  PayloadPart,
  PayloadSource,
  PayloadText,
  RecordRows,
  TextHits,
  TextRows,
} from '../../src-shared/model/payloads.ts';
import type { Sessions } from '../connections/session.ts';
import { download } from '../jobs/download.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { MessageService } from '../messages/message-service.ts';
import { saveFile } from '../sap/save-file.ts';
import { nameWithExtension } from './file-name.ts';
import { piecesOf, sliceOf } from './held-bytes.ts';
import { MessagePayloads } from './message-payloads.ts';
import { OpenPayloads } from './open-payloads.ts';
import { payloadRequest } from './payload-request.ts';
import { type PayloadPlaces, readPayload } from './read-payload.ts';
import type { PayloadPort } from './reader/protocol.ts';

export interface ChosenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface PayloadDialogs {
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  /** The bytes of a chosen file; throws where it is larger than is opened. */
  readonly chooseFile: () => Promise<ChosenFile | undefined>;
}

export interface PayloadServiceOptions extends PayloadPlaces {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly messages: Pick<MessageService, 'readDetails' | 'details'>;
  readonly spawn: () => PayloadPort;
  readonly dialogs: PayloadDialogs;
  readonly progress: (progress: {
    readonly ticket: string;
    readonly done: number;
    readonly total?: number;
  }) => void;
  readonly now?: () => number;
}

interface OneMessage {
  readonly connectionId: string;
  readonly messageGuid: string;
}
interface Source {
  readonly connectionId: string;
  readonly source: PayloadSource;
  readonly name: string;
}
interface Looked {
  readonly id: string;
  readonly look: PayloadLook;
}
interface Window {
  readonly offset: number;
  readonly limit: number;
}

const mostHits = 10_000;
const mostMatches = 1_000;

/** Payloads of messages: what there is, and what one holds. */
export class PayloadService {
  readonly #options: PayloadServiceOptions;
  readonly #now: () => number;
  readonly #open: OpenPayloads;

  constructor(options: PayloadServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#open = new OpenPayloads(options.spawn);
  }

  async list(one: OneMessage, signal: AbortSignal): Promise<MessagePayloadList> {
    const session = await this.#options.sessions.get(one.connectionId);
    await this.#options.keeping.of(session);
    const { library } = session;
    const [{ row }, known] = await Promise.all([
      this.#options.messages.details(one, signal),
      new MessagePayloads(library, this.#now).list(one.messageGuid, signal),
    ]);
    return { ...known, start: row.start, logLevel: row.logLevel };
  }

  async readList(one: OneMessage, signal: AbortSignal): Promise<MessagePayloadList> {
    const { client, library } = await this.#options.sessions.get(one.connectionId);
    const payloads = new MessagePayloads(library, this.#now);
    const known = await payloads.list(one.messageGuid, signal);
    if (known.attachments.state !== 'read' || known.entries.state !== 'read')
      await this.#options.messages.readDetails(one, signal);
    const { entries } = await payloads.list(one.messageGuid, signal);
    if (entries.state === 'read') await payloads.readBelow(client, one.messageGuid, entries.value, signal);
    return this.list(one, signal);
  }

  async open(
    {
      connectionId,
      source,
      name,
      ticket,
      limit,
    }: Source & { readonly ticket: string; readonly limit?: number },
    signal: AbortSignal,
    owner: number,
  ): Promise<OpenPayload> {
    if (source.of === 'part') return this.#openPart(source, name, owner, signal);
    const session = await this.#options.sessions.get(connectionId);
    const { progress, keeping, ahead } = this.#options;
    const read = await readPayload(session, source, {
      keeping,
      ahead,
      signal,
      priority: 'interactive',
      now: this.#now,
      cutAt: limit,
      progress: (done, total) => progress({ ticket, done, ...(total !== undefined && { total }) }),
    });
    return this.#open.add({ ...read, name }, owner, signal);
  }

  async openFile(signal: AbortSignal, owner: number): Promise<OpenPayload | undefined> {
    const chosen = await this.#options.dialogs.chooseFile();
    if (!chosen) return undefined;
    const { path, bytes } = chosen;
    return this.#open.add(
      {
        name: basename(path),
        contentType: '',
        bytes: bytes.length,
        pieces: piecesOf(bytes),
        from: 'file',
        isKept: false,
        isCut: false,
      },
      owner,
      signal,
    );
  }

  close({ id }: { readonly id: string }): void {
    this.#open.close(id);
  }

  /** Nothing stays in memory: the libraries were closed, or the page of these web contents is gone. */
  forget(owner?: number): void {
    this.#open.forget(owner);
  }

  text({ id, look }: Looked, signal: AbortSignal): Promise<PayloadText> {
    return this.#open.ask(id, 'text', { look, most: longestShownText }, signal);
  }

  rows(
    { id, look, width, offset, limit }: Looked & Window & { readonly width: number },
    signal: AbortSignal,
  ) {
    return this.#open.ask(id, 'rows', { look, width, offset, limit }, signal) satisfies Promise<TextRows>;
  }

  rowOfLine(
    { id, ...asked }: Looked & { readonly width: number; readonly line: number },
    signal: AbortSignal,
  ): Promise<number> {
    return this.#open.ask(id, 'rowOfLine', asked, signal);
  }

  find(
    {
      id,
      ...question
    }: Looked & {
      readonly width: number;
      readonly text: string;
      readonly isRegex: boolean;
      readonly matchCase: boolean;
    },
    signal: AbortSignal,
  ): Promise<TextHits> {
    return this.#open.ask(id, 'find', { ...question, most: mostHits }, signal);
  }

  query(
    {
      id,
      look,
      language,
      expression,
    }: Looked & { readonly language: 'xpath' | 'jsonpath'; readonly expression: string },
    signal: AbortSignal,
  ): Promise<PathMatches> {
    return this.#open.ask(id, 'query', { look, language, expression, most: mostMatches }, signal);
  }

  records({ id, look, offset, limit }: Looked & Window, signal: AbortSignal): Promise<RecordRows> {
    return this.#open.ask(id, 'records', { look, offset, limit }, signal);
  }

  parts({ id, look }: Looked, signal: AbortSignal): Promise<readonly PayloadPart[]> {
    return this.#open.ask(id, 'parts', { look }, signal);
  }

  bytes({ id, offset, limit }: { readonly id: string } & Window): Uint8Array {
    return sliceOf(this.#open.get(id), offset, limit);
  }

  async save({ id }: { readonly id: string }, signal: AbortSignal): Promise<{ file: string } | undefined> {
    const payload = this.#open.get(id);
    const { kind } = await this.#open.ask(id, 'recognise', {}, signal);
    const file = await this.#options.dialogs.saveAs(safeFileName(nameWithExtension(payload, kind)));
    if (file === undefined) return undefined;
    await saveFile(file, inTurn(payload.pieces));
    return { file };
  }

  async download({ connectionId, source, name }: Source, signal: AbortSignal) {
    if (source.of === 'part') throw new AppError('input.invalid', 'A part is saved when it is open.');
    const { client } = await this.#options.sessions.get(connectionId);
    const file = await this.#options.dialogs.saveAs(
      safeFileName(nameWithExtension({ name, contentType: '' })),
    );
    if (file === undefined) return undefined;
    const request = payloadRequest(source);
    return download(this.#options.jobs, client, { connectionId, name, file, request, shape: 'any' }, signal);
  }

  async #openPart(
    { payloadId, path }: Extract<PayloadSource, { readonly of: 'part' }>,
    name: string,
    owner: number,
    signal: AbortSignal,
  ): Promise<OpenPayload> {
    const look: PayloadLook = { isPretty: false };
    const parts = await this.#open.ask(payloadId, 'parts', { look }, signal);
    const bytes = await this.#open.ask(payloadId, 'part', { look, path }, signal);
    return this.#open.add(
      {
        name,
        contentType: parts.find((part) => part.path === path)?.contentType ?? '',
        bytes: bytes.length,
        pieces: piecesOf(bytes),
        from: 'payload',
        isKept: false,
        isCut: false,
      },
      owner,
      signal,
    );
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- pieces come as from a tenant
async function* inTurn(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield piece;
}
