import { untilCancelled } from '../sap/until-cancelled.ts';

/** One run for everybody who wants it at the same time. It is given up when the last of them gives up. */
export class SharedRun {
  readonly #abort = new AbortController();
  /** Settles with the run itself, whoever still waits. */
  readonly ended: Promise<void>;
  /** Comes when the run says that its lists are there while details still follow, at the latest with its end. Never rejects. */
  readonly listed: Promise<void>;
  #waiting = 0;

  constructor(run: (signal: AbortSignal, listed: () => void) => Promise<void>) {
    let tellListed: () => void = () => undefined;
    this.listed = new Promise((done) => {
      tellListed = done;
    });
    this.ended = run(this.#abort.signal, tellListed);
    this.ended.then(tellListed, tellListed);
  }

  /** Given up by all who waited: what comes now has to start anew. */
  get isGivenUp(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Throws what the run throws, and `request.cancelled` as soon as `signal` says so. */
  async join(signal: AbortSignal): Promise<void> {
    this.#waiting += 1;
    try {
      await untilCancelled(this.ended, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0 && signal.aborted) this.#abort.abort(signal.reason);
    }
  }
}
