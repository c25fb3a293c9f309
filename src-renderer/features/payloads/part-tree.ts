import type { PayloadPart } from '../../../src-shared/model/payloads.ts';
import type { TreeNode } from '../../components/tree/tree-node.ts';

const folderMark = 'folder ';

/** Parts as a tree of the folders their names stand in; multiparts have none. Ids of parts are their paths. */
export function partTree(parts: readonly PayloadPart[], isZip: boolean): readonly TreeNode[] {
  if (!isZip) return parts.map((part) => leaf(part, part.name));
  return below(parts, '');
}

/** Ids of all folders, to show everything. */
export function folderIds(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap(({ id, children }) => (children === undefined ? [] : [id, ...folderIds(children)]));
}

function below(parts: readonly PayloadPart[], prefix: string): readonly TreeNode[] {
  const folders = new Map<string, PayloadPart[]>();
  const files: TreeNode[] = [];
  for (const part of parts) {
    const rest = part.path.slice(prefix.length);
    const slash = rest.indexOf('/');
    if (slash < 0) files.push(leaf(part, rest));
    else {
      const name = rest.slice(0, slash);
      folders.set(name, [...(folders.get(name) ?? []), part]);
    }
  }
  const nodes = [...folders].map(([name, inside]): TreeNode => {
    const path = `${prefix}${name}/`;
    return { id: `${folderMark}${path}`, text: name, icon: 'folder', children: below(inside, path) };
  });
  return [...nodes, ...files];
}

function leaf(part: PayloadPart, text: string): TreeNode {
  return { id: part.path, text, icon: 'file' };
}
