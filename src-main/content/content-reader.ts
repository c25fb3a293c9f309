import type { CompareOptions } from '../../src-shared/compare/difference.ts';
import type { ArtifactModel } from '../../src-shared/content/artifact/model.ts';
import { fromModelText } from '../../src-shared/content/artifact/model-text.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { FoundLines } from '../../src-shared/model/artifact.ts';
import type { ComparedSource, ReadComparison } from './reader/compare/read-comparison.ts';
import type { ReaderPort, ReaderReply, ReaderRequest, ReaderValue } from './reader/protocol.ts';
import type { ContentSource } from './reader/read-content.ts';
import type { PackagePart, UnpackedFile } from './reader/read-parts.ts';

type Body = ReaderRequest extends infer R ? (R extends ReaderRequest ? Omit<R, 'id'> : never) : never;

interface ContentReaderOptions {
  readonly spawn: () => ReaderPort;
  /** After so many ms a reading is given up and its process ended. */
  readonly timeLimit?: number;
}

const usualTimeLimit = 20_000;

/**
 * Reads artifacts and package exports in a process of their own: one at a time, so that what one takes is known; ended when one
 * takes too long or is given up, and started again with the next.
 */
export class ContentReader {
  readonly #spawn: () => ReaderPort;
  readonly #timeLimit: number;
  #port: ReaderPort | undefined;
  #nextId = 1;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ spawn, timeLimit = usualTimeLimit }: ContentReaderOptions) {
    this.#spawn = spawn;
    this.#timeLimit = timeLimit;
  }

  /** Its process takes some tenths of a second to start: whoever knows that it will be asked lets it start before. */
  expect(): void {
    this.#port ??= this.#start();
  }

  /** The model of a zip or folder by its path, or of the bytes of a zip. */
  async read(source: ContentSource, signal?: AbortSignal): Promise<ArtifactModel> {
    return fromModelText(await this.text(source, signal));
  }

  /** The same as it came, for who hands it on. */
  async text(source: ContentSource, signal?: AbortSignal): Promise<string> {
    return (await this.#inTurn({ type: 'read', source }, signal)) as string;
  }

  /**
   * A file of it by its path (`Resource.path`). `entry`: the artifact inside a package export (`PackageEntry.path`).
   */
  async resource(
    source: ContentSource,
    path: string,
    entry?: string,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    return (await this.#inTurn({ type: 'resource', source, path, entry }, signal)) as Uint8Array;
  }

  /** A package export taken apart: everything in it with its own bytes. */
  async parts(source: ContentSource, signal?: AbortSignal): Promise<readonly PackagePart[]> {
    return (await this.#inTurn({ type: 'parts', source }, signal)) as readonly PackagePart[];
  }

  /** All files of an artifact. */
  async unpack(source: ContentSource, signal?: AbortSignal): Promise<readonly UnpackedFile[]> {
    return (await this.#inTurn({ type: 'unpack', source }, signal)) as readonly UnpackedFile[];
  }

  /** Lines of its texts that hold `text`. */
  async find(source: ContentSource, text: string, entry?: string, signal?: AbortSignal): Promise<FoundLines> {
    return (await this.#inTurn({ type: 'find', source, text, entry }, signal)) as FoundLines;
  }

  /** Differences of two artifacts or package exports. */
  async compare(
    before: ComparedSource,
    after: ComparedSource,
    options: CompareOptions,
    signal?: AbortSignal,
  ): Promise<ReadComparison> {
    const sides = { before: sourceOf(before), after: sourceOf(after) };
    return (await this.#inTurn({ type: 'compare', ...sides, options }, signal)) as ReadComparison;
  }

  /** Ends the process; the next reading starts another one. */
  end(): void {
    const port = this.#port;
    this.#port = undefined;
    port?.end();
  }

  #inTurn(body: Body, signal: AbortSignal | undefined): Promise<ReaderValue> {
    const turn = this.#last.then(
      () => this.#ask(body, signal),
      () => this.#ask(body, signal),
    );
    this.#last = turn;
    return turn;
  }

  async #ask(body: Body, signal: AbortSignal | undefined): Promise<ReaderValue> {
    if (signal?.aborted) throw cancelled();
    const port = (this.#port ??= this.#start());
    const id = this.#nextId++;
    const reply = await new Promise<ReaderReply>((resolve, reject) => {
      const stop = (error: AppError): void => {
        finish();
        if (this.#port === port) this.#port = undefined;
        port.end();
        reject(error);
      };
      const timer = setTimeout(() => stop(stopped('It took too long.')), this.#timeLimit);
      const giveUp = (): void => stop(cancelled());
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        this.#waiting.delete(port);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.set(port, {
        reply: (answer) => {
          if (answer.id !== id) return;
          finish();
          resolve(answer);
        },
        ended: () => {
          finish();
          reject(stopped('Its process ended unexpectedly.'));
        },
      });
      port.post({ ...body, id });
    });
    if (reply.ok) return reply.value;
    throw refused(reply);
  }

  readonly #waiting = new Map<
    ReaderPort,
    { readonly reply: (answer: ReaderReply) => void; readonly ended: () => void }
  >();

  #start(): ReaderPort {
    const port = this.#spawn();
    port.onReply((reply) => this.#waiting.get(port)?.reply(reply));
    port.onEnd(() => {
      if (this.#port === port) this.#port = undefined;
      this.#waiting.get(port)?.ended();
    });
    return port;
  }
}

/** Without what the process has no use for. */
function sourceOf({ source, entry }: ComparedSource): ComparedSource {
  return { source, entry };
}

function refused({ code, message }: ReaderReply & { ok: false }): AppError {
  if (code === undefined) return new AppError('internal', `The content reader failed: ${message}`);
  const known = code === 'no-artifact' ? 'content.no-artifact' : 'content.unreadable';
  return new AppError(known, `Content refused (${code}).`, { reason: message });
}

function stopped(why: string): AppError {
  return new AppError('content.reader-stopped', `Reading content was stopped. ${why}`);
}

function cancelled(): AppError {
  return new AppError('request.cancelled', 'The reading was given up.');
}
