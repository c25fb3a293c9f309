import type { IconName } from '../icon/icon-paths.ts';

export interface TreeNode {
  readonly id: string;
  readonly text: string;
  readonly icon: IconName;
  /** Shown quietly at the right. */
  readonly count?: number | undefined;
  /** How many of them need a look; shown in red with an icon. */
  readonly errors?: number | undefined;
  /** Absent on leaves; `undefined` while they are not read yet. */
  readonly children?: readonly TreeNode[] | undefined;
  /** Stands for a node that is not read yet, or for a remark: it can be neither chosen nor opened. */
  readonly isWaiting?: boolean;
}

/** One line of the tree as it is drawn. */
export interface TreeLine {
  readonly node: TreeNode;
  readonly level: number;
  readonly parent: TreeNode | undefined;
  readonly position: number;
  readonly siblings: number;
  readonly canOpen: boolean;
  readonly isOpen: boolean;
  /** Stands for what is being read. */
  readonly isWaiting: boolean;
}

/** Where the lines of a tree stand at present. */
export interface TreePlaces {
  readonly ids: readonly string[];
  /** Pixels scrolled away above. */
  readonly top: number;
  readonly rowHeight: number;
  /** Pixels. */
  readonly viewport: number;
  /** Nodes of the first level that are on the screen, or what is below them. */
  readonly roots: readonly [first: number, end: number];
}

/** Which node of the first level a line belongs to. */
export function rootOf(lines: readonly TreeLine[], index: number): number {
  for (let at = Math.min(index, lines.length - 1); at >= 0; at -= 1) {
    const line = lines[at];
    if (line?.level === 1) return line.position - 1;
  }
  return 0;
}

/** The lines of all open nodes, from top to bottom. */
export function treeLines(
  nodes: readonly TreeNode[],
  isOpen: (node: TreeNode) => boolean,
  level = 1,
  parent?: TreeNode,
): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  nodes.forEach((node, index) => {
    const canOpen = 'children' in node;
    const open = canOpen && isOpen(node);
    const place = { level, parent, position: index + 1, siblings: nodes.length };
    lines.push({ ...place, node, canOpen, isOpen: open, isWaiting: node.isWaiting === true });
    if (!open) return;
    if (node.children) lines.push(...treeLines(node.children, isOpen, level + 1, node));
    else {
      const waiting: TreeNode = { id: `${node.id}/…`, text: 'Reading…', icon: 'hourglass' };
      const only = { level: level + 1, parent: node, position: 1, siblings: 1 };
      lines.push({ ...only, node: waiting, canOpen: false, isOpen: false, isWaiting: true });
    }
  });
  return lines;
}

/** Ids of all nodes that have others below them, so that a tree of few files opens whole. */
export function folderIds(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap(({ id, children }) => (children ? [id, ...folderIds(children)] : []));
}
