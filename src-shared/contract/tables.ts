import { call, type Nothing } from './call.ts';

interface One {
  readonly exportId: string;
}

/** Tables as files. The window sends them in pieces, so that a list of any length crosses the bridge. */
export const tables = {
  /** Asks where to save, then waits for rows; `undefined`: the person cancelled. The export is a job with this id. */
  start: call<
    {
      /** Whose rows they are; none where they are of all tenants. */
      readonly connectionId?: string | undefined;
      /** Such as "Messages": the first name offered for the file. */
      readonly name: string;
      readonly header: readonly string[];
      readonly total: number;
    },
    One | undefined
  >(),
  /** At most 500 rows; answers when they are written. `request.cancelled` after the job was given up. */
  write: call<One & { readonly rows: readonly (readonly string[])[] }, Nothing>(),
  /** The file is whole only after this. */
  finish: call<One, { readonly file: string }>(),
};
