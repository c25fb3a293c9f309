import type { DemoTenant, DemoTenantOptions } from './server.ts';
import { startDemoTenant } from './server.ts';

/** The port that Electron gives a utilityProcess; declared here because this folder knows no Electron types. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as unknown as { parentPort?: ParentPort };
if (!parentPort) throw new Error('This entry runs in a utilityProcess.');

let running: DemoTenant | undefined;

/** `{type: 'start', options}` answers `{type: 'started', url, clients}`; `{type: 'stop'}` ends it. */
parentPort.on('message', ({ data }) => {
  const message = data as { readonly type?: string; readonly options?: DemoTenantOptions };
  if (message.type === 'start') void start(parentPort, message.options ?? {});
  if (message.type === 'stop') void running?.close();
});

async function start(port: ParentPort, options: DemoTenantOptions): Promise<void> {
  try {
    // The app's own tenant: nobody need wait for the rates of a real one to see what is in it.
    running ??= await startDemoTenant({ isUnlimited: true, ...options, freshCredentials: true });
    port.postMessage({ type: 'started', url: running.url, clients: running.clients });
  } catch (fault) {
    port.postMessage({ type: 'failed', message: fault instanceof Error ? fault.message : String(fault) });
  }
}
