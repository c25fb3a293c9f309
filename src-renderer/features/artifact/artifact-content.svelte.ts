import type { Flow } from '../../../src-shared/content/artifact/flow.ts';
import type { ArtifactModel } from '../../../src-shared/content/artifact/model.ts';
import type { ContentPlace, OpenedContent, ResourceContent } from '../../../src-shared/model/artifact.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import type { ArtifactTab } from './artifact-tabs.ts';

/** What a page shows of one content, and where in it the person is. */
export class ArtifactContent {
  readonly opened: Loaded<OpenedContent>;
  /** Text of the flow's file, for its diagram. */
  readonly flowXml: Loaded<string>;
  readonly resource: Loaded<ResourceContent>;
  tab = $state<ArtifactTab>('overview');
  /** Id of the selected step, channel, participant or process. */
  selected = $state<string>();
  /** Path of the resource that is shown. */
  path = $state<string>();
  /** Line of it to go to. */
  line = $state<number>();
  readonly #api: Api;
  readonly #place: ContentPlace;
  #again = false;

  constructor(api: Api, place: ContentPlace) {
    this.#api = api;
    this.#place = place;
    this.opened = new Loaded((signal) => {
      const again = this.#again;
      this.#again = false;
      return api.artifact.open({ place, ...(again && { again }) }, { signal });
    });
    this.flowXml = new Loaded(async (signal) => {
      const content = await api.artifact.resource(
        { place: this.place, path: this.flow?.file ?? '' },
        { signal },
      );
      return content.shape === 'text' ? content.text : '';
    });
    this.resource = new Loaded((signal) =>
      api.artifact.resource({ place: this.place, path: this.path ?? '' }, { signal }),
    );
  }

  readonly model = $derived.by((): ArtifactModel | undefined => this.opened.value?.model);
  readonly flow = $derived.by((): Flow | undefined => this.model?.flows[0]);

  /** Exactly what is shown, also after the artifact has changed on its tenant. */
  get place(): ContentPlace {
    const sha256 = this.opened.value?.sha256;
    return this.#place.of === 'tenant' && sha256 !== undefined ? { ...this.#place, sha256 } : this.#place;
  }

  load(): Promise<void> {
    return this.opened.load();
  }

  /** Reads it from where it is, also where the kept one seems to be the same. */
  readonly readAgain = (): Promise<void> => {
    this.#again = true;
    return this.opened.load();
  };

  readonly showResource = (path: string, line?: number): void => {
    this.path = path;
    this.line = line;
    this.tab = 'resources';
  };

  /** Answers the saved file; `undefined`: the person cancelled. */
  async save(path: string): Promise<string | undefined> {
    return (await this.#api.artifact.saveResource({ place: this.place, path }))?.file;
  }

  /** Answers the new folder; `undefined`: the person cancelled. */
  async saveAll(): Promise<string | undefined> {
    return (await this.#api.artifact.saveAll({ place: this.place }))?.folder;
  }

  cancel(): void {
    this.opened.cancel();
    this.flowXml.cancel();
    this.resource.cancel();
  }
}
