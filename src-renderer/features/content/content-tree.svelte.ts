import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

import {
  type ArtifactCounts,
  type ArtifactKind,
  artifactKinds,
  type ArtifactRow,
  type PackageNode,
} from '../../../src-shared/model/content.ts';
import { maximumWindow, type RowWindow } from '../../../src-shared/model/rows.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import type { TreeNode, TreePlaces } from '../../components/tree/tree-node.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { formatCount } from '../../lib/format/numbers.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { afterPause } from '../../lib/state/pause.ts';
import { kindWords } from '../../lib/words/artifact-kinds.ts';

/** What a node of the tree stands for. */
export interface TreePlace {
  readonly packageId?: string;
  readonly kind?: ArtifactKind;
  readonly artifactId?: string;
}

const byName = { column: 'name', direction: 'ascending' } as const;
const changedPause = 150;
/** Packages that are read beyond both ends of the screen. */
const margin = 20;

/**
 * The tree of packages, kinds and artifacts. Packages are read in windows around what is on the screen, artifacts when
 * their kind is opened.
 */
export class ContentTree {
  text = $state('');
  readonly packages: WindowedRows<PackageNode>;
  readonly #counts: Loaded<ArtifactCounts>;
  /** With a text: the artifacts that contain it. */
  readonly #found: Loaded<RowWindow<ArtifactRow>>;
  #asked = $state('');
  readonly #opened = new SvelteMap<string, Loaded<readonly ArtifactRow[]>>();
  readonly #textPause = afterPause(() => this.#ask());
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.packages = new WindowedRows(
      (offset, limit, signal) =>
        api.content.packages(
          { connectionId, ...(this.#asked !== '' && { text: this.#asked }), offset, limit },
          { signal },
        ),
      ({ id }) => id,
    );
    this.#counts = new Loaded((signal) =>
      api.content.counts({ connectionId, filter: { chip: 'all' } }, { signal }),
    );
    this.#found = new Loaded((signal) =>
      api.content.artifacts(
        {
          connectionId,
          filter: { chip: 'all', text: this.#asked },
          sort: byName,
          offset: 0,
          limit: maximumWindow,
        },
        { signal },
      ),
    );
  }

  readonly isFiltered = $derived.by(() => this.#asked !== '');

  readonly nodes = $derived.by((): readonly TreeNode[] => {
    const packages = Array.from({ length: this.packages.total }, (_each, index): TreeNode => {
      const node = this.packages.rowAt(index);
      if (!node) return { id: `…${index}`, text: 'Reading…', icon: 'hourglass', isWaiting: true };
      return this.isFiltered ? this.#filteredNode(node) : this.#packageNode(node);
    });
    if (this.isFiltered) return [...packages, ...this.#tooMany()];
    const { all: count, error: errors } = this.#counts.value ?? {};
    return [{ id: nodeId({}), text: 'All packages', icon: 'content', count, errors }, ...packages];
  });

  readonly setText = (text: string): void => {
    if (text === this.text) return;
    this.text = text;
    this.#textPause.call();
  };

  readonly toggle = (node: TreeNode, isOpen: boolean): void => {
    const { packageId, kind } = placeOf(node);
    if (!isOpen || packageId === undefined || kind === undefined || this.#opened.has(node.id)) return;
    const connectionId = this.#connectionId;
    const artifacts = new Loaded(async (signal) => {
      const filter = { chip: 'all', packageId, kind } as const;
      const wanted = { connectionId, filter, sort: byName, offset: 0, limit: maximumWindow };
      return (await this.#api.content.artifacts(wanted, { signal })).rows;
    });
    this.#opened.set(node.id, artifacts);
    void artifacts.load();
  };

  /** Reads the packages that are on the screen. */
  readonly show = ({ roots: [first, end] }: Pick<TreePlaces, 'roots'>): void => {
    untrack(() => {
      const { total } = this.packages;
      if (total > 0) this.packages.want(Math.max(0, first - margin), Math.min(end + margin, total));
    });
  };

  /** The artifact of a node that is drawn. */
  artifactAt(wanted: TreePlace): ArtifactRow | undefined {
    const rows = [...this.#opened.values()].flatMap(({ value }) => value ?? []);
    return [...(this.#found.value?.rows ?? []), ...rows].find(
      ({ kind, id }) => kind === wanted.kind && id === wanted.artifactId,
    );
  }

  packageName(packageId: string): string {
    const index = this.packages.indexOf(packageId, 0);
    return (index === undefined ? undefined : this.packages.rowAt(index)?.name) ?? packageId;
  }

  /** Reads the tree and keeps it fresh; answers how to stop. */
  listen(): () => void {
    const { call, stop } = burst(() => this.#renew(), changedPause);
    call();
    const stopListening = this.#api.content.changed(({ connectionId }) => {
      if (connectionId === this.#connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.#textPause.stop();
      this.packages.cancel();
    };
  }

  #ask(): void {
    this.#asked = this.text.trim();
    this.#reload();
  }

  /** The data changed, what is looked for did not. */
  #renew(): void {
    this.packages.reload();
    this.#counts.reload();
    if (this.isFiltered) this.#found.reload();
    for (const artifacts of this.#opened.values()) artifacts.reload();
  }

  #reload(): void {
    this.packages.restart();
    if (this.isFiltered) void this.#found.load();
    else this.#found.clear();
    for (const artifacts of this.#opened.values()) void artifacts.load();
  }

  /** What was found is read up to a limit, and that is said. */
  #tooMany(): readonly TreeNode[] {
    const { total, rows } = this.#found.value ?? { total: 0, rows: [] };
    const more = total - rows.length;
    if (more <= 0) return [];
    const text = `${formatCount(more)} more match: type more letters`;
    return [{ id: '…more', text, icon: 'search', isWaiting: true }];
  }

  #packageNode(node: PackageNode): TreeNode {
    const place = { packageId: node.id };
    const children = kindsOf(node).map((kind): TreeNode => {
      const id = nodeId({ ...place, kind });
      const artifacts = this.#opened.get(id)?.value;
      const { many, icon } = kindWords[kind];
      return { id, text: many, icon, count: node.counts[kind], children: artifacts?.map(artifactNode) };
    });
    return { ...packageLine(node), children };
  }

  /** Only what was found stands below a package; without such the package's own name matches. */
  #filteredNode(node: PackageNode): TreeNode {
    const own = this.#found.value?.rows.filter(({ packageId }) => packageId === node.id) ?? [];
    return own.length === 0 ? packageLine(node) : { ...packageLine(node), children: own.map(artifactNode) };
  }
}

/** Ids of nodes are made of what they stand for, so that they stay the same when the tree is read again. */
export function nodeId({ packageId, kind, artifactId }: TreePlace): string {
  return JSON.stringify([packageId, kind, artifactId].filter((part) => part !== undefined));
}

export function placeOf({ id }: Pick<TreeNode, 'id'>): TreePlace {
  const [packageId, kind, artifactId] = JSON.parse(id) as [string?, ArtifactKind?, string?];
  return {
    ...(packageId !== undefined && { packageId }),
    ...(kind !== undefined && { kind }),
    ...(artifactId !== undefined && { artifactId }),
  };
}

function packageLine(node: PackageNode): TreeNode {
  return {
    id: nodeId({ packageId: node.id }),
    text: node.name,
    icon: node.mode === 'READ_ONLY' ? 'folderLock' : 'folder',
    count: countOf(node),
    errors: node.errors,
  };
}

function artifactNode({ packageId, kind, id, name }: ArtifactRow): TreeNode {
  return { id: nodeId({ packageId, kind, artifactId: id }), text: name, icon: kindWords[kind].icon };
}

function kindsOf({ counts }: PackageNode): readonly ArtifactKind[] {
  return artifactKinds.filter((kind) => (counts[kind] ?? 0) > 0);
}

function countOf({ counts }: PackageNode): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
