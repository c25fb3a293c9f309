import { z } from 'zod';

import { AppError } from '../../src-shared/errors.ts';

/** The process the demo tenant runs in; Electron's UtilityProcess in the app. */
export interface DemoProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
  kill(): unknown;
}

/** One client of the running demo tenant; invented at each start and kept in memory only. */
export interface DemoCredentials {
  readonly tenantUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface DemoTenantOptions {
  readonly start: () => DemoProcess;
  /** Passed on to the demo tenant: volume, latency, seed. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Told when a running demo tenant ended by itself; the next use starts another. */
  readonly ended: () => void;
  readonly startLimit?: number;
}

const startedSchema = z.object({
  type: z.literal('started'),
  url: z.url(),
  clients: z
    .array(
      z.object({
        name: z.string(),
        serviceKey: z.object({
          oauth: z.object({
            clientid: z.string(),
            clientsecret: z.string(),
            url: z.url(),
            tokenurl: z.url(),
          }),
        }),
      }),
    )
    .min(1),
});

/** The client that may see everything is the one a newcomer explores with. */
const clientName = 'administrator';

/** Starts the demo tenant when it is first used, again when it died, and ends it with the app. */
export class DemoTenant {
  readonly #options: DemoTenantOptions;
  #process: DemoProcess | undefined;
  #starting: Promise<DemoCredentials> | undefined;
  #running: DemoCredentials | undefined;

  constructor(options: DemoTenantOptions) {
    this.#options = options;
  }

  /** Address and client while it runs. */
  get running(): DemoCredentials | undefined {
    return this.#running;
  }

  /** Starts it where needed. Throws `demo.failed`. */
  credentials(): Promise<DemoCredentials> {
    if (this.#starting) return this.#starting;
    const starting = this.#start();
    this.#starting = starting;
    starting.catch(() => {
      // The failure is the caller's; here only the process must not stay behind.
      if (this.#starting === starting) this.stop();
    });
    return starting;
  }

  stop(): void {
    const running = this.#process;
    this.#forget();
    running?.kill();
  }

  #forget(): void {
    this.#process = undefined;
    this.#starting = undefined;
    this.#running = undefined;
  }

  #start(): Promise<DemoCredentials> {
    const { start, options = {}, startLimit = 30_000 } = this.#options;
    return new Promise((resolve, reject) => {
      const child = start();
      this.#process = child;
      const timer = setTimeout(() => {
        reject(new AppError('demo.failed', 'The demo tenant did not start in time.'));
      }, startLimit);
      child.on('message', (message) => {
        const started = startedSchema.safeParse(message);
        if (!started.success) {
          reject(new AppError('demo.failed', 'The demo tenant reported a failure.'));
          return;
        }
        clearTimeout(timer);
        if (this.#process !== child) return;
        this.#running = credentialsOf(started.data);
        resolve(this.#running);
      });
      child.once('exit', () => {
        clearTimeout(timer);
        reject(new AppError('demo.failed', 'The demo tenant ended.'));
        // An end that `stop` asked for is no news.
        if (this.#process !== child) return;
        const wasRunning = this.#running !== undefined;
        this.#forget();
        if (wasRunning) this.#options.ended();
      });
      child.postMessage({ type: 'start', options });
    });
  }
}

function credentialsOf({ clients }: z.infer<typeof startedSchema>): DemoCredentials {
  const client = clients.find(({ name }) => name === clientName) ?? clients[0];
  if (!client) throw new AppError('demo.failed', 'The demo tenant has no client.');
  const { oauth } = client.serviceKey;
  return {
    tenantUrl: new URL(oauth.url).origin,
    tokenUrl: oauth.tokenurl,
    clientId: oauth.clientid,
    clientSecret: oauth.clientsecret,
  };
}
