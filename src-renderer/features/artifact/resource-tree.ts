import type { ArtifactModel, Resource, ResourceType } from '../../../src-shared/content/artifact/model.ts';
import type { TreeNode } from '../../components/tree/tree-node.ts';
import { resourceIcon } from '../../lib/words/resource-icons.ts';

/** Files of a package export are named by numbers; what they hold has a name. */
export function namedResources({ resources, entries }: ArtifactModel): readonly Resource[] {
  if (entries.length === 0) return resources;
  const names = new Map(entries.map(({ path, name }) => [path, name]));
  return resources.map((resource) => ({ ...resource, name: names.get(resource.path) ?? resource.name }));
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

/** What tools and the export itself need. */
const ofTools: ReadonlySet<string> = new Set(['.project', 'contentmetadata.md']);

/** The file that is shown until a person chooses one; `undefined`: there is none worth it. */
export function firstResource(resources: readonly Resource[]): Resource | undefined {
  const [first] = resources
    .filter(({ type, path }) => wanted.includes(type) && !ofTools.has(path))
    .toSorted(
      (a, b) =>
        wanted.indexOf(a.type) - wanted.indexOf(b.type) ||
        a.path.localeCompare(b.path, 'en', { numeric: true }),
    );
  return first;
}
