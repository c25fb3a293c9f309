import type { KeptContent, OpenedFile } from '../../../src-shared/model/artifact.ts';
import type { CompareSide } from '../../../src-shared/model/compare.ts';
import type { ArtifactKind } from '../../../src-shared/model/content.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

export type SideOrigin = 'design-time' | 'deployed' | 'library' | 'package' | 'file';

interface Suggestion {
  readonly kind: ArtifactKind | undefined;
  readonly id: string;
  readonly name: string;
}

const mostSuggested = 50;

/** What a person chooses for one side of a comparison. */
export class SideChoice {
  origin = $state<SideOrigin>('design-time');
  connectionId = $state('');
  kind = $state<ArtifactKind>('IntegrationFlow');
  /** Id of the artifact or package. */
  id = $state('');
  sha256 = $state('');
  file = $state.raw<OpenedFile>();
  /** Artifact of a package export that was opened. */
  #entryId: string | undefined;
  readonly kept: Loaded<readonly KeptContent[]>;
  readonly suggestions: Loaded<readonly Suggestion[]>;
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
    this.kept = new Loaded((signal) =>
      api.artifact.kept(
        { connectionId: this.connectionId, kind: this.kind, artifactId: this.id },
        { signal },
      ),
    );
    this.suggestions = new Loaded((signal) => this.#suggest(signal));
  }

  /** `undefined` while something is missing. */
  readonly side = $derived.by((): CompareSide | undefined => {
    const { origin, connectionId, kind, id: artifactId, sha256, file } = this;
    if (origin === 'file') {
      const entryId = this.#entryId;
      return file && { of: 'file', token: file.token, ...(entryId !== undefined && { entryId }) };
    }
    if (connectionId === '' || artifactId === '') return undefined;
    if (origin === 'package') return { of: 'package', connectionId, packageId: artifactId };
    if (origin === 'deployed') return { of: 'deployed', connectionId, kind, artifactId };
    if (origin === 'design-time') return { of: 'tenant', connectionId, kind, artifactId };
    return sha256 === '' ? undefined : { of: 'tenant', connectionId, kind, artifactId, sha256 };
  });

  /** Begins with a side that is known, such as the artifact whose page the person came from. */
  begin(side: CompareSide, files: readonly OpenedFile[]): void {
    if (side.of === 'file') {
      this.origin = 'file';
      this.file = files.find(({ token }) => token === side.token);
      this.#entryId = side.entryId;
      return;
    }
    this.connectionId = side.connectionId;
    if (side.of === 'package') {
      this.origin = 'package';
      this.id = side.packageId;
      return;
    }
    this.kind = side.kind;
    this.id = side.artifactId;
    const sha256 = side.of === 'tenant' ? side.sha256 : undefined;
    this.sha256 = sha256 ?? '';
    this.origin = side.of === 'deployed' ? 'deployed' : sha256 === undefined ? 'design-time' : 'library';
  }

  readonly chooseFile = async (what: 'files' | 'folder'): Promise<void> => {
    const [chosen] = await this.#api.artifact.chooseFiles({ what });
    if (!chosen) return;
    this.file = chosen;
    this.#entryId = undefined;
  };

  /** An id that was picked from the suggestions names its kind. */
  readonly takeKind = (): void => {
    const found = this.suggestions.value?.find(({ id }) => id === this.id);
    if (found?.kind) this.kind = found.kind;
  };

  async #suggest(signal: AbortSignal): Promise<readonly Suggestion[]> {
    const { connectionId, id: text } = this;
    if (connectionId === '') return [];
    if (this.origin === 'package') {
      const wanted = { connectionId, ...(text !== '' && { text }), offset: 0, limit: mostSuggested };
      const { rows } = await this.#api.content.packages(wanted, { signal });
      return rows.map(({ id, name }) => ({ id, name, kind: undefined }));
    }
    const { rows } = await this.#api.content.artifacts(
      {
        connectionId,
        filter: { chip: 'all', ...(text !== '' && { text }) },
        sort: { column: 'name', direction: 'ascending' },
        offset: 0,
        limit: mostSuggested,
      },
      { signal },
    );
    return rows.map(({ id, name, kind }) => ({ id, name, kind }));
  }
}
