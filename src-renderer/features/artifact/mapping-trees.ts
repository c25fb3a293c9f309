import type { MappedField } from '../../../src-shared/content/artifact/mapping.ts';
import type { TreeNode, TreePlaces } from '../../components/tree/tree-node.ts';

/** One source field that goes into one target field. Ends are paths, which are the ids of the nodes. */
export interface MappingLink {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export interface MappingTrees {
  readonly sources: readonly TreeNode[];
  readonly targets: readonly TreeNode[];
  readonly links: readonly MappingLink[];
}

/** Both messages as far as the mapping names their fields, and what leads from one to the other. */
export function mappingTrees(fields: readonly MappedField[]): MappingTrees {
  const links = new Map<string, MappingLink>();
  for (const { target, sources } of fields) {
    for (const source of sources) {
      const id = `${source} → ${target}`;
      links.set(id, { id, source, target });
    }
  }
  return {
    sources: treeOf(fields.flatMap(({ sources }) => sources)),
    targets: treeOf(fields.map(({ target }) => target)),
    links: [...links.values()],
  };
}

interface Branch {
  readonly id: string;
  readonly text: string;
  readonly below: Map<string, Branch>;
}

/** Fields in the order in which they are named first. */
function treeOf(paths: readonly string[]): readonly TreeNode[] {
  const root: Branch = { id: '', text: '', below: new Map() };
  for (const path of paths) {
    let branch = root;
    for (const text of path.split('/').filter((part) => part !== '')) {
      const next = branch.below.get(text) ?? { id: `${branch.id}/${text}`, text, below: new Map() };
      branch.below.set(text, next);
      branch = next;
    }
  }
  return [...root.below.values()].map(nodeOf);
}

function nodeOf({ id, text, below }: Branch): TreeNode {
  if (below.size === 0) return { id, text, icon: 'dot' };
  return { id, text, icon: 'folder', children: [...below.values()].map(nodeOf) };
}

/** Ids of all nodes that have others below them. */
export function branchesOf(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap(({ id, children }) => (children ? [id, ...branchesOf(children)] : []));
}

/** Whether the path is the node or stands below it. */
export function isWithin(path: string, node: string): boolean {
  return path === node || path.startsWith(`${node}/`);
}

/** Middle of the line that shows the path or, where it is closed, what it is in; pixels from the top of the tree. */
export function middleOf(path: string, places: TreePlaces, rows: ReadonlyMap<string, number>): number {
  for (let id = path; id !== ''; id = id.slice(0, id.lastIndexOf('/'))) {
    const row = rows.get(id);
    if (row !== undefined) return (row + 0.5) * places.rowHeight - places.top;
  }
  return -places.rowHeight;
}
