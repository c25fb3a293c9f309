import type { ErrorData } from '../errors.ts';

/** One shape for everything that takes a while. */
export interface Job {
  readonly id: string;
  readonly kind:
    | 'content-sync'
    | 'runtime-sync'
    | 'messages-sync'
    | 'error-texts'
    | 'custom-headers'
    | 'message-details'
    | 'tidying'
    | 'trace'
    | 'content-download'
    | 'payload-search'
    | 'payload-download'
    | 'download'
    | 'export';
  /** `undefined` where it is not about one tenant. */
  readonly connectionId: string | undefined;
  /** Such as "Packages and artifacts"; a phrase, shown with the progress. */
  readonly title: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Rows or logs; bytes of a download. */
  readonly done: number;
  /** `undefined` while nobody knows. */
  readonly total: number | undefined;
  readonly startedAt: number;
  readonly finishedAt: number | undefined;
  readonly error: ErrorData | undefined;
}
