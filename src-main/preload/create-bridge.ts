import type { Domain } from '../../src-shared/contract/call.ts';
import { callChannel, cancelChannel, topicChannel } from '../../src-shared/contract/channels.ts';

/** The part of Electron's ipcRenderer that the bridge needs. */
export interface RendererPort {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  send(channel: string, ...args: unknown[]): void;
  on(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown;
  removeListener(channel: string, listener: (...args: unknown[]) => void): unknown;
}

/** Path of a file that the person dropped; empty for one that a page made up. */
export type PathOf = (file: unknown) => string;

type BridgeFunction = (...args: never[]) => unknown;

/**
 * Turns the contract into named functions: one per call and topic, frozen, and no way to reach a
 * channel by name. Electron's event, which carries the sender, never reaches the page.
 */
export function createBridge(
  contract: Readonly<Record<string, Domain>>,
  port: RendererPort,
  pathOf: PathOf,
): Readonly<Record<string, unknown>> {
  const bridge: Record<string, unknown> = {};
  for (const [domain, members] of Object.entries(contract)) {
    const functions: Record<string, BridgeFunction> = {};
    for (const [name, member] of Object.entries(members)) {
      const path = `${domain}.${name}`;
      if (member.kind === 'topic') functions[name] = topicFunction(path, port);
      else
        functions[name] =
          member.takes === 'files' ? filesFunction(path, port, pathOf) : callFunction(path, port);
    }
    bridge[domain] = Object.freeze(functions);
  }
  bridge['cancel'] = (callId: string) => {
    port.send(cancelChannel, callId);
  };
  return Object.freeze(bridge);
}

function callFunction(path: string, port: RendererPort): BridgeFunction {
  return (input: unknown, callId: string) => port.invoke(callChannel(path), { input, callId });
}

function filesFunction(path: string, port: RendererPort, pathOf: PathOf): BridgeFunction {
  return ({ files }: { files: readonly unknown[] }, callId: string) =>
    port.invoke(callChannel(path), { input: { files: [...files].map(pathOf) }, callId });
}

function topicFunction(path: string, port: RendererPort): BridgeFunction {
  return (listener: (payload: unknown) => void) => {
    const forward = (_event: unknown, payload: unknown) => {
      listener(payload);
    };
    port.on(topicChannel(path), forward);
    return () => {
      port.removeListener(topicChannel(path), forward);
    };
  };
}
