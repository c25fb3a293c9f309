import type { ConnectionId } from '../model/connections.ts';
import type { ProjectReport } from '../model/projects.ts';
import { call, type Nothing } from './call.ts';

export const projects = {
  /**
   * Wipes everything this computer keeps of these connections, then searches for what is left. `typed` has to be the
   * project's name (`connections/project-name.ts`). What was begun is finished at the next start, whatever happens.
   */
  end: call<{ readonly connectionIds: readonly ConnectionId[]; readonly typed: string }, ProjectReport>(),
  /** Of an end that was cut short and is finished now; told once. */
  resumed: call<Nothing, ProjectReport | undefined>(),
};
