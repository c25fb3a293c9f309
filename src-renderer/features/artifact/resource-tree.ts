import type { Resource, ResourceType } from '../../../src-shared/content/artifact/model.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { TreeNode } from '../../components/tree/tree-node.ts';

const icons: Readonly<Partial<Record<ResourceType, IconName>>> = {
  flow: 'flow',
  groovy: 'script',
  javascript: 'script',
  java: 'script',
  xslt: 'mapping',
  'message-mapping': 'mapping',
  'operation-mapping': 'mapping',
  'value-mapping': 'valueMapping',
  xsd: 'dataType',
  wsdl: 'interface',
  edmx: 'interface',
  properties: 'settings',
  'parameter-definitions': 'settings',
  archive: 'archive',
  other: 'fileBinary',
};

export function resourceIcon(type: ResourceType): IconName {
  return icons[type] ?? 'file';
}

interface Folder {
  readonly path: string;
  readonly folders: Map<string, Folder>;
  readonly files: Resource[];
}

/**
 * The files as a tree by their folders. A folder that holds nothing but one other folder stands in one line with it, as
 * `src/main/resources`. Ids of folders end with a slash, those of files are their paths.
 */
export function resourceTree(resources: readonly Resource[]): readonly TreeNode[] {
  const root: Folder = { path: '', folders: new Map(), files: [] };
  for (const resource of resources) {
    let folder = root;
    for (const name of resource.path.split('/').slice(0, -1)) {
      const inner = folder.folders.get(name) ?? {
        path: `${folder.path}${name}/`,
        folders: new Map<string, Folder>(),
        files: [],
      };
      folder.folders.set(name, inner);
      folder = inner;
    }
    folder.files.push(resource);
  }
  return nodesOf(root);
}

function nodesOf(folder: Folder): readonly TreeNode[] {
  const folders = [...folder.folders].map(([name, inner]): TreeNode => {
    let text = name;
    let shown = inner;
    for (let [only] = shown.folders; only && shown.folders.size === 1 && shown.files.length === 0;) {
      text = `${text}/${only[0]}`;
      shown = only[1];
      [only] = shown.folders;
    }
    return { id: shown.path, text, icon: 'folder', children: nodesOf(shown) };
  });
  const files = folder.files.map(({ path, name, type }): TreeNode => ({
    id: path,
    text: name,
    icon: resourceIcon(type),
  }));
  return [...byText(folders), ...byText(files)];
}

function byText(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.toSorted((one, other) => one.text.localeCompare(other.text, 'en', { numeric: true }));
}

/** Ids of all folders, so that a tree of few files opens whole. */
export function folderIds(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap(({ id, children }) => (children ? [id, ...folderIds(children)] : []));
}

/** What most people want to read first, by type; a manifest comes last. */
const wanted: readonly ResourceType[] = [
  'groovy',
  'javascript',
  'java',
  'message-mapping',
  'operation-mapping',
  'xslt',
  'flow',
  'xsd',
  'wsdl',
  'edmx',
  'json',
  'xml',
  'text',
];

/** The file that is shown until a person chooses one; `undefined`: there is none worth it. */
export function firstResource(resources: readonly Resource[]): Resource | undefined {
  const [first] = resources
    .filter(({ type }) => wanted.includes(type))
    .toSorted(
      (a, b) =>
        wanted.indexOf(a.type) - wanted.indexOf(b.type) ||
        a.path.localeCompare(b.path, 'en', { numeric: true }),
    );
  return first;
}
