import type { ConnectionId } from '../../../src-shared/model/connections.ts';
import type { ProjectReport } from '../../../src-shared/model/projects.ts';
import type { Api } from '../bridge/api.ts';

type Shown =
  | { readonly kind: 'asking'; readonly connectionIds: readonly ConnectionId[] }
  | { readonly kind: 'report'; readonly report: ProjectReport };

/** The end of a project: what is asked about, and what was deleted. The report is kept nowhere else. */
export class ProjectEnds {
  current = $state.raw<Shown>();
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  readonly ask = (connectionIds: readonly ConnectionId[]): void => {
    this.current = { kind: 'asking', connectionIds };
  };

  readonly show = (report: ProjectReport): void => {
    this.current = { kind: 'report', report };
  };

  readonly close = (): void => {
    this.current = undefined;
  };

  /** One that was cut short is finished at the start of the app, and told here. */
  async load(): Promise<void> {
    const report = await this.#api.projects.resumed();
    if (report) this.show(report);
  }
}
