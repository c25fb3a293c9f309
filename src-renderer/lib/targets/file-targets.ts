import type { OpenedFile } from '../../../src-shared/model/artifact.ts';
import type { AppState } from '../state/app-state.svelte.ts';
import type { TabToOpen } from '../state/tabs.svelte.ts';

/** All files that were opened; with `token` one of them, with `entryId` an artifact inside it. */
export function fileTab({ token, name }: OpenedFile): TabToOpen {
  return { area: 'files', title: name, target: { file: token } };
}

export function entryTab(token: string, entryId: string, title: string): TabToOpen {
  return { area: 'files', title, target: { file: token, entryId } };
}

export function openFileTabs({ tabs }: AppState, files: readonly OpenedFile[]): void {
  for (const file of files) tabs.open(fileTab(file));
}

/** Of what was dropped: files that may be artifacts, which are zips, and folders where those are not of keys. */
export function droppedArtifacts(
  transfer: DataTransfer | null,
  foldersAre: 'artifacts' | 'keys',
): readonly File[] {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  return items.flatMap((item) => {
    const file = item.getAsFile();
    const isFolder = item.webkitGetAsEntry()?.isDirectory === true;
    return file && ((isFolder && foldersAre === 'artifacts') || /\.(?:zip|esa)$/i.test(file.name))
      ? [file]
      : [];
  });
}
