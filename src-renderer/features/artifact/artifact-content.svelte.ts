import type { Flow } from '../../../src-shared/content/artifact/flow.ts';
import type { ArtifactModel } from '../../../src-shared/content/artifact/model.ts';
import type { Reference } from '../../../src-shared/content/artifact/references.ts';
import { withStepIds } from '../../../src-shared/content/artifact/step-ids.ts';
import type {
  ContentPlace,
  FoundLines,
  KeptContent,
  OpenedContent,
  Relations,
  ResourceContent,
} from '../../../src-shared/model/artifact.ts';
import type { ArtifactKind } from '../../../src-shared/model/content.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { openContent } from '../../lib/bridge/open-content.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import type { ArtifactTab } from './artifact-tabs.ts';
import { artifactKindOf } from './reference-words.ts';
import type { Configured } from './resolved-text.ts';

/** What a page shows of one content, and where in it the person is. */
export class ArtifactContent {
  readonly opened: Loaded<OpenedContent>;
  readonly resource: Loaded<ResourceContent>;
  readonly found: Loaded<FoundLines>;
  /** Of tenants only. */
  readonly relations: Loaded<Relations> | undefined;
  /** What the library has seen of it, newest first; of tenants only. */
  readonly kept: Loaded<readonly KeptContent[]> | undefined;
  tab = $state<ArtifactTab>('overview');
  /** Path of the flow that was chosen, where there are several. */
  flowFile = $state<string>();
  /** Id of the selected step, channel, participant or process. */
  selected = $state<string>();
  /** Path of the resource that is shown. */
  path = $state<string>();
  /** Line of it to go to. */
  line = $state<number>();
  /** What is looked for in all files. */
  wanted = $state('');
  /** Values configured on the tenant; `undefined` while they are not known. */
  configured = $state.raw<Configured>();
  readonly #api: Api;
  readonly #place: ContentPlace;
  readonly #open: (kind: ArtifactKind, id: string, name: string) => void;
  #again = false;

  /** `open` brings another artifact of the same tenant to the front. */
  constructor(api: Api, place: ContentPlace, open: (kind: ArtifactKind, id: string, name: string) => void) {
    this.#api = api;
    this.#place = place;
    this.#open = open;
    this.opened = new Loaded((signal) => {
      const again = this.#again;
      this.#again = false;
      return openContent(api, { place, ...(again && { again }) }, signal);
    });
    this.resource = new Loaded((signal) =>
      api.artifact.resource({ place: this.place, path: this.path ?? '' }, { signal }),
    );
    this.found = new Loaded((signal) =>
      api.artifact.find({ place: this.place, text: this.wanted }, { signal }),
    );
    if (place.of === 'tenant') {
      const { connectionId, kind, artifactId } = place;
      const artifact = { connectionId, kind, artifactId };
      this.relations = new Loaded((signal) => api.artifact.relations(artifact, { signal }));
      this.kept = new Loaded((signal) => api.artifact.kept(artifact, { signal }));
    }
  }

  readonly model = $derived.by((): ArtifactModel | undefined => this.opened.value?.model);
  readonly flows = $derived.by((): readonly Flow[] => (this.model?.flows ?? []).map(withStepIds));
  /** The one that is shown: in general there is no other. */
  readonly flow = $derived.by(
    (): Flow | undefined => this.flows.find(({ file }) => file === this.flowFile) ?? this.flows[0],
  );

  /** Exactly what is shown, also after the artifact has changed on its tenant. */
  get place(): ContentPlace {
    const sha256 = this.opened.value?.sha256;
    return this.#place.of === 'tenant' && sha256 !== undefined ? { ...this.#place, sha256 } : this.#place;
  }

  get isOfTenant(): boolean {
    return this.#place.of === 'tenant';
  }

  /** Whose jobs its exports are. */
  get owner(): string {
    return this.#place.of === 'tenant' ? this.#place.connectionId : this.#place.token;
  }

  async load(): Promise<void> {
    await this.opened.load();
    // What was just read is one of them.
    await this.kept?.load();
  }

  /** Reads it from where it is, also where the kept one seems to be the same. */
  readonly readAgain = (): Promise<void> => {
    this.#again = true;
    return this.load();
  };

  readonly showElement = (id: string): void => {
    const holds = ({ elements }: Flow): boolean => elements.some((element) => element.id === id);
    // Of several flows the shown one, if it has such an element.
    if (this.flow && !holds(this.flow)) this.flowFile = this.flows.find(holds)?.file;
    this.selected = id;
    this.tab = 'diagram';
  };

  readonly showResource = (path: string, line?: number): void => {
    this.path = path;
    this.line = line;
    this.tab = 'resources';
  };

  /** What a click on a reference does; `undefined`: what it leads to is not known here. */
  openerOf({ type, resolved, path, element, artifact }: Reference): (() => void) | undefined {
    if (element !== undefined) return () => this.showElement(element);
    if (path !== undefined) return () => this.#showPath(path);
    const kind = artifactKindOf(type);
    if (artifact === undefined || kind === undefined || !this.isOfTenant) return undefined;
    return () => this.openArtifact(kind, artifact, type === 'script' ? artifact : resolved);
  }

  openArtifact(kind: ArtifactKind, id: string, name: string): void {
    this.#open(kind, id, name);
  }

  /** A message mapping is easier to read as a table. */
  #showPath(path: string): void {
    this.showResource(path);
    if (this.model?.messageMappings.some(({ file }) => file === path)) this.tab = 'mappings';
  }

  /** Lines that hold the text; nothing for an empty one. */
  find(text: string): void {
    this.wanted = text.trim();
    if (this.wanted === '') this.found.clear();
    else void this.found.load();
  }

  loadRelations(): void {
    void this.relations?.load();
  }

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
    this.resource.cancel();
    this.found.cancel();
    this.relations?.cancel();
    this.kept?.cancel();
  }
}
