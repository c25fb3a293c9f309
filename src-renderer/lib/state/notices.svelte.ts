import type { ErrorCode, ErrorData } from '../../../src-shared/errors.ts';
import { errorData, isCancelled } from '../bridge/faults.ts';

export interface Toast {
  readonly id: number;
  readonly text?: string;
  readonly error?: ErrorData;
}

const shownFor = 4_000;
const most = 4;

/** Things that have no better place on the screen. Errors stay until they are closed, words go by themselves. */
export class Notices {
  toasts = $state.raw<readonly Toast[]>([]);
  #count = 0;

  /** Says that something was done, such as "Copied". */
  readonly say = (text: string): void => {
    const id = this.#add({ text });
    setTimeout(() => this.close(id), shownFor);
  };

  /** The error path of everything that nobody waits for. */
  readonly fail = (caught: unknown): void => {
    if (isCancelled(caught)) return;
    const error = errorData(caught);
    if (this.toasts.some((toast) => toast.error?.code === error.code)) return;
    this.#add({ error });
  };

  /** What was failed with is over, and nobody has to close it. */
  readonly over = (code: ErrorCode): void => {
    this.toasts = this.toasts.filter((toast) => toast.error?.code !== code);
  };

  readonly close = (id: number): void => {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  };

  #add(toast: Omit<Toast, 'id'>): number {
    this.#count += 1;
    this.toasts = [...this.toasts, { ...toast, id: this.#count }].slice(-most);
    return this.#count;
  }
}
