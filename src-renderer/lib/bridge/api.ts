import type { Bridge } from '../../../src-shared/contract/bridge.ts';
import type { Call, Domain, InputOf, OutputOf, PayloadOf } from '../../../src-shared/contract/call.ts';
import { type Contract, contract } from '../../../src-shared/contract/contract.ts';
import { AppError, type Reply } from '../../../src-shared/errors.ts';

export interface CallOptions<O> {
  /** Aborting gives the call up in main; the promise then fails with `request.cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Takes a value that comes although the call was given up: main may hold something under it until it is told otherwise. */
  readonly late?: (value: O) => Promise<void>;
}

type AskWithFiles<M> = (
  input: { readonly files: readonly File[] },
  options?: CallOptions<OutputOf<M>>,
) => Promise<OutputOf<M>>;

type Ask<M> =
  InputOf<M> extends undefined
    ? (input?: undefined, options?: CallOptions<OutputOf<M>>) => Promise<OutputOf<M>>
    : (input: InputOf<M>, options?: CallOptions<OutputOf<M>>) => Promise<OutputOf<M>>;

type Listen<M> = (listener: (payload: PayloadOf<M>) => void) => () => void;

/** The bridge as the window uses it: values come back, failures are thrown as `AppError`. */
export type Api = {
  readonly [D in keyof Contract]: {
    readonly [M in keyof Contract[D]]: Contract[D][M] extends { readonly takes: 'files' }
      ? AskWithFiles<Contract[D][M]>
      : Contract[D][M] extends Call<never, never> | { readonly kind: 'call' }
        ? Ask<Contract[D][M]>
        : Listen<Contract[D][M]>;
  };
};

type RawCall = (input: unknown, callId: string) => Promise<Reply<unknown>>;

export function createApi(bridge: Bridge): Api {
  let calls = 0;
  // A page that is loaded anew must not name a call of the one before.
  const page = crypto.randomUUID();

  async function ask(
    call: RawCall,
    input: unknown,
    { signal, late }: CallOptions<unknown> = {},
  ): Promise<unknown> {
    if (signal?.aborted) throw cancelled();
    calls += 1;
    const callId = `${page}-${calls}`;
    const giveUp = (): void => bridge.cancel(callId);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      const reply = await call(input, callId);
      // Main may have answered before it heard of the abort: whoever gave up wants no answer.
      if (signal?.aborted) {
        if (reply.ok) await late?.(reply.value);
        throw cancelled();
      }
      if (!reply.ok) throw AppError.from(reply.error);
      return reply.value;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  const domains = Object.entries<Domain>(contract).map(([domain, members]): readonly [string, unknown] => {
    const raw = bridge[domain as keyof Contract] as Readonly<Record<string, unknown>>;
    const functions = Object.entries(members).map(([name, member]): readonly [string, unknown] => {
      const own = raw[name];
      return [
        name,
        member.kind === 'call'
          ? (input: unknown, options?: CallOptions<unknown>) => ask(own as RawCall, input, options)
          : own,
      ];
    });
    return [domain, Object.fromEntries(functions)];
  });
  return Object.fromEntries(domains) as Api;
}

function cancelled(): AppError {
  return new AppError('request.cancelled', 'The call was given up.');
}
