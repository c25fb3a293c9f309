import { readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { WatchEvent } from '../../src-shared/model/watch.ts';
import { deliver, type Noticed } from '../../src-shared/watch/delivery.ts';
import { isQuiet, minuteOfDay } from '../../src-shared/watch/quiet.ts';
import type { Sessions } from '../connections/session.ts';
import type { WatchFile } from './watch-file.ts';
import { keepEvents } from './watch-history.ts';

export interface NotificationToShow {
  readonly title: string;
  readonly body: string;
  readonly clicked: () => void;
}

export interface WatchDeliveryOptions {
  readonly file: Pick<WatchFile, 'settings' | 'pausedUntil'>;
  readonly sessions: Sessions;
  /** Whether the system shows notifications at all. */
  readonly canNotify: () => boolean;
  readonly notify: (notification: NotificationToShow) => void;
  /** A notification was clicked. */
  readonly opened: (event: { readonly queryId: string; readonly connectionId: string } | undefined) => void;
  readonly failed: (fault: unknown) => void;
  readonly timeZone: string;
  readonly now: () => number;
}

/** Says what was noticed, and keeps it in the history of each tenant. */
export class WatchDeliveries {
  readonly #options: WatchDeliveryOptions;
  #waiting: readonly Noticed[] = [];
  /** Said already, and in no library yet. */
  #unkept: readonly WatchEvent[] = [];
  #lastAt: number | undefined;

  constructor(options: WatchDeliveryOptions) {
    this.#options = options;
  }

  /** First the notification: a tenant whose library does not open keeps nothing of the others back. Never throws. */
  async say(noticed: readonly Noticed[]): Promise<void> {
    const { file, now, timeZone, canNotify, notify, opened } = this.#options;
    const at = now();
    const isPaused = file.pausedUntil !== undefined && file.pausedUntil > at;
    const { notification, settled, waiting } = deliver([...this.#waiting, ...noticed], {
      now: at,
      lastAt: this.#lastAt,
      isQuiet: isPaused || isQuiet(file.settings.quiet, minuteOfDay(at, timeZone)),
      canNotify: canNotify(),
    });
    this.#waiting = waiting;
    this.#unkept = [...this.#unkept, ...settled];
    if (notification) {
      this.#lastAt = at;
      const { title, body, opens } = notification;
      notify({
        title,
        body,
        clicked: () => {
          opened(opens);
        },
      });
    }
    for (const runtime of new Set(this.#unkept.map(({ connectionId }) => connectionId)))
      await this.#keep(runtime);
  }

  /** Of connections that are gone. */
  forget(connectionIds: readonly string[]): void {
    const isThere = ({ connectionId }: Noticed): boolean =>
      !connectionIds.includes(readRuntimeId(connectionId).connectionId);
    this.#waiting = this.#waiting.filter(isThere);
    this.#unkept = this.#unkept.filter(isThere);
  }

  /** What cannot be kept now is tried again the next time. */
  async #keep(runtime: string): Promise<void> {
    const own = this.#unkept.filter(({ connectionId }) => connectionId === runtime);
    try {
      await keepEvents((await this.#options.sessions.get(runtime)).library, own);
      this.#unkept = this.#unkept.filter((event) => !own.includes(event));
    } catch (fault) {
      // Why a tenant cannot be opened stands in the list of looks.
      if (!(fault instanceof AppError)) this.#options.failed(fault);
    }
  }
}
