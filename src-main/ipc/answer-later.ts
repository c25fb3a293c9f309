import type { MainPort } from './answer.ts';

type Listener = Parameters<MainPort['handle']>[1];

export interface LaterPort extends MainPort {
  /** Settles with the first call of a page. */
  readonly asked: Promise<void>;
}

/**
 * A port that takes calls on these channels at once, and answers them as soon as somebody handles the channel: the
 * page loads before the services are built.
 */
export function answerLater(port: MainPort, channels: readonly string[]): LaterPort {
  let ask: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const handled = new Map<string, (listener: Listener) => void>();
  for (const channel of channels) {
    const listener = new Promise<Listener>((resolve) => handled.set(channel, resolve));
    port.handle(channel, async (event, message) => {
      ask();
      return (await listener)(event, message);
    });
  }
  return {
    asked,
    handle: (channel, listener) => {
      const resolve = handled.get(channel);
      if (!resolve) throw new Error(`${channel} is not in the contract, or handled already.`);
      handled.delete(channel);
      resolve(listener);
    },
    on: (channel, listener) => port.on(channel, listener),
  };
}
