import type { Reply } from '../errors.ts';
import type { InputOf, OutputOf, PayloadOf } from './call.ts';
import type { Contract } from './contract.ts';

type BridgeMember<M> = M extends { readonly kind: 'call' }
  ? (input: InputOf<M>, callId: string) => Promise<Reply<OutputOf<M>>>
  : (listener: (payload: PayloadOf<M>) => void) => () => void;

/** What the preload exposes as `window.tenantAtlas`: named functions only, no generic channel. */
export type Bridge = {
  readonly [D in keyof Contract]: { readonly [M in keyof Contract[D]]: BridgeMember<Contract[D][M]> };
} & {
  /** Gives up a call that is still running; harmless afterwards. */
  readonly cancel: (callId: string) => void;
};

export const bridgeName = 'tenantAtlas';
