import { resourceType } from '../../../src-shared/content/artifact/resources.ts';
import type { ComparedFile } from '../../../src-shared/model/compare.ts';
import type { TreeNode } from '../../components/tree/tree-node.ts';
import { resourceIcon } from '../../lib/words/resource-icons.ts';

export function fileId({ artifact, path }: ComparedFile): string {
  return `${artifact?.id ?? ''}\n${path}`;
}

/** Files that differ, by artifact where there are several; those that differ in form alone come last. */
export function fileTree(files: readonly ComparedFile[]): readonly TreeNode[] {
  const artifacts = new Map(
    files.flatMap(({ artifact }) => (artifact ? [[artifact.id, artifact.name] as const] : [])),
  );
  if (artifacts.size === 0) return sorted(files);
  return Array.from(artifacts, ([id, name]) => ({
    id,
    text: name,
    icon: 'folder',
    children: sorted(files.filter(({ artifact }) => artifact?.id === id)),
  }));
}

function sorted(files: readonly ComparedFile[]): readonly TreeNode[] {
  return files
    .toSorted((a, b) => Number(a.isSameInForm) - Number(b.isSameInForm) || a.path.localeCompare(b.path, 'en'))
    .map((file) => ({
      id: fileId(file),
      text: `${file.path.slice(file.path.lastIndexOf('/') + 1)}${words(file)}`,
      icon: resourceIcon(resourceType(file.path)),
    }));
}

function words({ isBefore, isAfter, isSameInForm }: ComparedFile): string {
  if (!isBefore) return ' (added)';
  if (!isAfter) return ' (removed)';
  return isSameInForm ? ' (form only)' : '';
}
