import { AsyncLocalStorage } from 'node:async_hooks';

import { callChannel, cancelChannel } from '../../src-shared/contract/channels.ts';
import type { CallInput, CallOutput, CallPath } from '../../src-shared/contract/contract.ts';
import { AppError, type Reply } from '../../src-shared/errors.ts';

/** A call whose answer is "done" may also answer nothing. */
type Answered<T> = [T] extends [undefined] ? unknown : T;

/** Who called: with several windows an answer may concern the one that asked. */
export interface Caller {
  /** Id of the window's web contents. */
  readonly contentsId: number;
}

const callers = new AsyncLocalStorage<Caller>();

/**
 * Web contents of the window whose call is being answered, for what a service asks the person deep within: a dialog
 * belongs to the window that asked.
 */
export function callingWindow(): number | undefined {
  return callers.getStore()?.contentsId;
}

export type Handler<P extends CallPath> = (
  input: CallInput<P>,
  signal: AbortSignal,
  caller: Caller,
) => Answered<CallOutput<P>> | Promise<Answered<CallOutput<P>>>;

/** Registers the one handler of a call. */
export type Answer = <P extends CallPath>(path: P, handler: Handler<P>) => void;

/** The part of Electron's IpcMainInvokeEvent that matters here. */
export interface SenderEvent {
  readonly senderFrame: { readonly url: string } | null;
  readonly sender: { readonly id: number; readonly mainFrame: unknown };
}

export interface MainPort {
  handle(channel: string, listener: (event: SenderEvent, message: unknown) => Promise<unknown>): void;
  on(channel: string, listener: (event: SenderEvent, callId: unknown) => void): unknown;
}

/** Parses an input or throws; the shape of a zod schema. */
export interface InputSchema {
  safeParse(
    input: unknown,
  ): { success: true; data: unknown } | { success: false; error: { message: string } };
}

export interface AnswerOptions {
  readonly port: MainPort;
  readonly isTrusted: (event: SenderEvent) => boolean;
  readonly schema: (path: CallPath) => InputSchema | undefined;
  /** Writes an unknown fault to the log and answers its reference number. */
  readonly logFault: (path: string, fault: unknown) => string;
}

export interface Calls {
  readonly answer: Answer;
  /** Gives up what a page still asks for that is gone: closed, crashed or loaded anew. */
  readonly abandon: (contentsId: number) => void;
}

/**
 * Every call goes the same way: check the sender frame, parse the input, run the handler, answer a
 * `Reply`. Nothing is thrown across the bridge, because Electron keeps only the message of an error.
 */
export function createCalls(options: AnswerOptions): Calls {
  const running = new Map<number, Map<string, AbortController>>();
  options.port.on(cancelChannel, (event, callId) => {
    if (!options.isTrusted(event) || typeof callId !== 'string') return;
    running.get(event.sender.id)?.get(callId)?.abort(givenUp());
  });

  const abandon = (contentsId: number): void => {
    const calls = running.get(contentsId);
    running.delete(contentsId);
    for (const call of calls?.values() ?? []) call.abort(givenUp());
  };

  const answer: Answer = (path, handler) => {
    const schema = options.schema(path);
    if (!schema) throw new Error(`No input schema for ${path}`);
    options.port.handle(callChannel(path), async (event, message): Promise<Reply<unknown>> => {
      if (!options.isTrusted(event)) {
        return fail(new AppError('input.invalid', 'The sender of this call is not the app window.'));
      }
      const { input, callId } = envelope(message);
      const parsed = schema.safeParse(input);
      if (!parsed.success)
        return fail(new AppError('input.invalid', `Input of ${path}: ${parsed.error.message}`));
      const abort = new AbortController();
      const contentsId = event.sender.id;
      const calls = running.get(contentsId) ?? new Map<string, AbortController>();
      running.set(contentsId, calls);
      calls.set(callId, abort);
      try {
        const parsedInput = parsed.data as CallInput<typeof path>;
        const caller = { contentsId };
        const value = await callers.run(caller, () => handler(parsedInput, abort.signal, caller));
        return { ok: true, value };
      } catch (fault) {
        if (fault instanceof AppError) return fail(fault);
        const reference = options.logFault(path, fault);
        return fail(new AppError('internal', 'Unexpected fault.', { reference }));
      } finally {
        if (calls.get(callId) === abort) calls.delete(callId);
      }
    });
  };
  return { answer, abandon };
}

function givenUp(): AppError {
  return new AppError('request.cancelled', 'Given up by the window.');
}

function fail(error: AppError): Reply<never> {
  return { ok: false, error: error.toData() };
}

function envelope(message: unknown): { input: unknown; callId: string } {
  if (typeof message !== 'object' || message === null) return { input: undefined, callId: '' };
  const { input, callId } = message as { input?: unknown; callId?: unknown };
  return { input, callId: typeof callId === 'string' ? callId : '' };
}
