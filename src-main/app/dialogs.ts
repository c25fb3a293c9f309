import { join } from 'node:path';

import { app, dialog, type OpenDialogOptions } from 'electron';

import { callingWindow } from '../ipc/answer.ts';
import { windowOf } from './windows.ts';

/** Where to save, beginning among the downloads; `undefined`: the person cancelled. Belongs to the window that asked. */
export async function saveAs(defaultName: string): Promise<string | undefined> {
  const options = { defaultPath: join(app.getPath('downloads'), defaultName) };
  const parent = windowOf(callingWindow());
  const answer = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
  return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
}

/** Paths of files or folders, none when the person cancelled. Belongs to the window that asked. */
export async function chooseFiles(options: OpenDialogOptions): Promise<readonly string[]> {
  const parent = windowOf(callingWindow());
  const answer = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
  return answer.canceled ? [] : answer.filePaths;
}

/** A folder to write into, which may be made in the dialog; `undefined`: the person cancelled. */
export async function chooseFolder(): Promise<string | undefined> {
  const [folder] = await chooseFiles({ properties: ['openDirectory', 'createDirectory'] });
  return folder;
}
