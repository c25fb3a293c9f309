import type { Bridge } from '../../src-shared/contract/bridge.ts';
import type {
  CallInput,
  CallOutput,
  CallPath,
  TopicPath,
  TopicPayload,
} from '../../src-shared/contract/contract.ts';
import { contract } from '../../src-shared/contract/contract.ts';
import { AppError, type Reply } from '../../src-shared/errors.ts';
import { defaultPreferences, emptyLayout } from '../../src-shared/model/preferences.ts';

type Answer<P extends CallPath> = (input: CallInput<P>) => CallOutput<P> | Promise<CallOutput<P>>;
export type Answers = { readonly [P in CallPath]?: Answer<P> };

export interface FakeBridge {
  readonly bridge: Bridge;
  /** Replaces answers; a thrown `AppError` travels as data, as it does from main. */
  readonly answer: (answers: Answers) => void;
  readonly publish: <P extends TopicPath>(path: P, payload: TopicPayload<P>) => void;
  /** Inputs of all calls of that kind, oldest first. */
  readonly inputs: <P extends CallPath>(path: P) => readonly CallInput<P>[];
  readonly cancelled: readonly string[];
}

/** An installation on which nothing has happened yet. */
const blank: Answers = {
  'app.info': () => ({
    version: '0.0.0',
    electron: '0.0.0',
    platform: 'linux',
    timeZone: 'Europe/Berlin',
    secretStorage: { state: 'available', backend: 'gnome_libsecret' },
    readsSystemAuthorities: false,
    notices: [],
  }),
  'app.readPreferences': () => defaultPreferences,
  'app.writePreferences': () => undefined,
  'app.readLayout': () => emptyLayout,
  'app.writeLayout': () => undefined,
  'app.showConnection': () => undefined,
  'app.copyText': () => undefined,
  'app.openLink': () => undefined,
  'app.openWindow': () => undefined,
  'app.reportFault': () => undefined,
  'app.showLog': () => undefined,
  'artifact.open': () => {
    throw new AppError('content.configure-only', 'x');
  },
  'artifact.kept': () => [],
  'artifact.expectFiles': () => undefined,
  'artifact.recentFiles': () => [],
  'artifact.takeFiles': () => [],
  'connections.list': () => [],
  'gate.list': () => [],
  'secrets.state': () => ({
    keptBy: 'key-ring',
    keyRing: { state: 'available', backend: 'gnome_libsecret' },
    vault: undefined,
  }),
  'jobs.list': () => [],
  'jobs.cancel': () => undefined,
  'projects.resumed': () => undefined,
  'permissions.known': () => undefined,
  'permissions.foreseen': () => undefined,
  'queries.list': () => [],
  'queries.counts': () => [],
};

/** The window's outermost edge, with main played by the test. A call without an answer fails loudly. */
export function createFakeBridge(first: Answers = {}): FakeBridge {
  let answers: Answers = { ...blank, ...first };
  const inputs = new Map<string, unknown[]>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const cancelled: string[] = [];

  async function reply(path: string, input: unknown): Promise<Reply<unknown>> {
    inputs.set(path, [...(inputs.get(path) ?? []), input]);
    const answer = answers[path as CallPath] as ((input: unknown) => unknown) | undefined;
    if (!answer) throw new Error(`The test has no answer for ${path}.`);
    try {
      return { ok: true, value: await answer(input) };
    } catch (caught) {
      if (caught instanceof AppError) return { ok: false, error: caught.toData() };
      throw caught;
    }
  }

  function listen(path: string, listener: (payload: unknown) => void): () => void {
    const all = listeners.get(path) ?? new Set();
    listeners.set(path, all.add(listener));
    return () => all.delete(listener);
  }

  const domains = Object.entries(contract).map(([domain, members]) => {
    const functions = Object.entries(members).map(([name, member]: [string, { kind: string }]) => {
      const path = `${domain}.${name}`;
      const call = (input: unknown): Promise<Reply<unknown>> => reply(path, input);
      return [name, member.kind === 'call' ? call : (listener: () => void) => listen(path, listener)];
    });
    return [domain, Object.fromEntries(functions) as unknown];
  });

  return {
    bridge: {
      ...(Object.fromEntries(domains) as Bridge),
      cancel: (callId) => {
        cancelled.push(callId);
      },
    },
    answer: (next) => {
      answers = { ...answers, ...next };
    },
    publish: (path, payload) => {
      for (const listener of listeners.get(path) ?? []) listener(payload);
    },
    inputs: <P extends CallPath>(path: P) => (inputs.get(path) ?? []) as readonly CallInput<P>[],
    cancelled,
  };
}
