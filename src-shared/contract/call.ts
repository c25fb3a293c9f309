/**
 * The three kinds of members of the IPC contract. They are plain descriptors, so that the preload
 * bundle, which turns them into functions, stays tiny; the type parameters exist for the compiler only.
 */
export interface Call<Input, Output> {
  readonly kind: 'call';
  /** The window hands over `File`s, main receives their paths. */
  readonly takes?: 'files';
  readonly types?: { readonly input: Input; readonly output: Output };
}

export interface Topic<Payload> {
  readonly kind: 'topic';
  readonly types?: { readonly payload: Payload };
}

/** The window asks, main answers once. */
export function call<Input, Output>(): Call<Input, Output> {
  return { kind: 'call' };
}

/**
 * The window hands over the files that a person dropped, main receives their paths. The preload asks Electron for them, so
 * that no page can name a path of its own.
 */
export function filesCall<Output>(): Call<DroppedPaths, Output> & { readonly takes: 'files' } {
  return { kind: 'call', takes: 'files' };
}

export interface DroppedPaths {
  readonly files: readonly string[];
}

/** Main tells every window. */
export function topic<Payload>(): Topic<Payload> {
  return { kind: 'topic' };
}

export type Member = Call<unknown, unknown> | Topic<unknown>;
export type Domain = Readonly<Record<string, Member>>;

type TypesOf<M> = M extends { readonly types?: infer T } ? NonNullable<T> : never;
export type InputOf<M> = TypesOf<M> extends { readonly input: infer Input } ? Input : never;
export type OutputOf<M> = TypesOf<M> extends { readonly output: infer Output } ? Output : never;
export type PayloadOf<M> = TypesOf<M> extends { readonly payload: infer Payload } ? Payload : never;

/** A call without input, or without an answer beyond "done". */
export type Nothing = undefined;
