import { AppError } from '../../src-shared/errors.ts';
import type { Interval } from '../../src-shared/messages/intervals.ts';
import type {
  AttachmentRow,
  FindResult,
  HeldBack,
  LiveStep,
  LoadedRange,
  MessageCounts,
  MessageDetails,
  MessageFilter,
  MessageRow,
  MessageWindow,
  SortColumn,
  TimeRange,
} from '../../src-shared/model/messages.ts';
import type { WindowOf } from '../../src-shared/model/rows.ts';
import type { Session, Sessions } from '../connections/session.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { type SaveAs, saveAttachment } from './attachment-content.ts';
import { findMessage } from './find-message.ts';
import { LiveMessages } from './live-messages.ts';
import { MessageParts } from './message-parts.ts';
import { MessageQueries } from './message-queries.ts';
import { messageRelations } from './message-relations.ts';
import { MessageSyncs } from './message-syncs.ts';
import { headerNames, withHeaders } from './row-headers.ts';
import { syncPause } from './sync-pause.ts';
import { tenantNow } from './tenant-now.ts';
import { webUiMessage } from './web-ui-message.ts';

export interface MessageServiceOptions {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly saveAs: SaveAs;
  /** Tells the windows that messages of a connection changed. */
  readonly changed: (connectionId: string) => void;
  readonly now?: () => number;
  /** A range was loaded. */
  readonly loaded?: (session: Session, range: TimeRange) => void;
}

interface One {
  readonly connectionId: string;
}
interface OneMessage extends One {
  readonly messageGuid: string;
}

/** Message processing logs: lists from the library, details and payloads on demand. */
export class MessageService {
  readonly #options: MessageServiceOptions;
  readonly #now: () => number;
  readonly #syncs: MessageSyncs;
  readonly #live: LiveMessages;

  constructor(options: MessageServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#syncs = new MessageSyncs({
      jobs: options.jobs,
      changed: options.changed,
      now: this.#now,
      loaded: options.loaded,
    });
    this.#live = new LiveMessages({
      now: this.#now,
      changed: options.changed,
      isSyncing: (runtimeId) => this.#syncs.isRunning(runtimeId),
      loaded: options.loaded,
    });
  }

  async query(
    wanted: WindowOf<MessageFilter, SortColumn> & {
      readonly headers?: readonly string[];
      readonly heldBack?: HeldBack;
    },
    signal: AbortSignal,
  ): Promise<MessageWindow> {
    const { headers = [], heldBack, ...window } = wanted;
    const answer = await (await this.#queries(wanted)).window(window, signal, heldBack);
    if (headers.length === 0) return answer;
    const { library } = await this.#session(wanted);
    return { ...answer, rows: await withHeaders(library, answer.rows, headers, signal) };
  }

  async headerNames(one: One, signal: AbortSignal): Promise<readonly string[]> {
    return headerNames((await this.#session(one)).library, signal);
  }

  async counts(
    { connectionId, filter }: One & { filter: MessageFilter },
    signal: AbortSignal,
  ): Promise<MessageCounts> {
    return (await this.#queries({ connectionId })).counts(filter, signal);
  }

  async flows({ connectionId, range }: One & { range: TimeRange }, signal: AbortSignal) {
    return (await this.#queries({ connectionId })).flows(range, signal);
  }

  async loaded(
    { connectionId, range }: One & { range: TimeRange },
    signal: AbortSignal,
  ): Promise<LoadedRange> {
    const { library, client } = await this.#session({ connectionId });
    const [known, paused] = await Promise.all([
      new MessageQueries(library, tenantNow(client, this.#now)).loaded(range, signal),
      syncPause.read(library, signal),
    ]);
    const { onTenant, isRunning, error } = this.#syncs.state(connectionId, range, known.error);
    return { ...known, onTenant, paused, syncing: isRunning, error };
  }

  async details({ connectionId, messageGuid }: OneMessage, signal: AbortSignal): Promise<MessageDetails> {
    const { library, connection } = await this.#session({ connectionId });
    const row = await this.#row({ connectionId, messageGuid }, signal);
    const [parts, relations] = await Promise.all([
      new MessageParts(library, this.#now).kept(messageGuid, signal),
      messageRelations(library, messageGuid, signal),
    ]);
    return {
      row,
      ...relations,
      webUiUrl: webUiMessage(connection.webUiUrl, messageGuid),
      ...parts,
    };
  }

  /** Reads all parts of the details from the tenant into the library. */
  async readDetails(one: OneMessage, signal: AbortSignal): Promise<void> {
    const { client, library } = await this.#session(one);
    await new MessageParts(library, this.#now).read(client, await this.#row(one, signal), signal);
    this.#options.changed(one.connectionId);
  }

  async saveAttachment(
    one: OneMessage & { attachmentId: string },
    signal: AbortSignal,
  ): Promise<{ file: string } | undefined> {
    const known = await this.#attachment(one, signal);
    if (!known) throw new AppError('tenant.not-found', 'The attachment is not known.', { area: 'payloads' });
    return saveAttachment(await this.#session(one), known, this.#options, signal);
  }

  async find(
    { connectionId, id }: One & { id: string },
    signal: AbortSignal,
  ): Promise<FindResult | undefined> {
    const { client, library } = await this.#session({ connectionId });
    const found = await findMessage(
      id,
      { client, library, queries: new MessageQueries(library, this.#now) },
      signal,
    );
    if (found?.source === 'tenant') this.#options.changed(connectionId);
    return found;
  }

  /** Starts loading a range in place of another one that is being loaded, or joins the job that does. */
  async sync({
    connectionId,
    range,
    part,
    isAsked = false,
  }: One & { range: TimeRange; part?: Interval; isAsked?: boolean }): Promise<{ jobId: string | undefined }> {
    const session = await this.#session({ connectionId });
    if (isAsked) await syncPause.clear(session.library);
    else if (await syncPause.read(session.library)) return { jobId: undefined };
    return { jobId: this.#syncs.start(session, range, part) };
  }

  async pause({ connectionId }: One): Promise<void> {
    const { library } = await this.#session({ connectionId });
    await syncPause.set(library);
    this.#syncs.stop(connectionId);
    this.#options.changed(connectionId);
  }

  async live({ connectionId }: One, signal: AbortSignal): Promise<LiveStep> {
    return this.#live.step(await this.#session({ connectionId }), signal);
  }

  async #attachment(
    one: OneMessage & { attachmentId: string },
    signal: AbortSignal,
  ): Promise<AttachmentRow | undefined> {
    const { library } = await this.#session(one);
    const { attachments } = await new MessageParts(library, this.#now).kept(one.messageGuid, signal);
    return attachments.state === 'read'
      ? attachments.value.find(({ id }) => id === one.attachmentId)
      : undefined;
  }

  async #row({ connectionId, messageGuid }: OneMessage, signal: AbortSignal): Promise<MessageRow> {
    const row = await (await this.#queries({ connectionId })).byGuid(messageGuid, signal);
    if (!row)
      throw new AppError('tenant.not-found', 'The message is not in the library.', { area: 'messages' });
    return row;
  }

  async #queries(one: One): Promise<MessageQueries> {
    const { library, client } = await this.#session(one);
    return new MessageQueries(library, tenantNow(client, this.#now));
  }

  #session({ connectionId }: One): Promise<Session> {
    return this.#options.sessions.get(connectionId);
  }
}
