import type { Clipboard, Shell } from 'electron';

import type { Environment } from '../../src-shared/model/connections.ts';
import type { Answer } from '../ipc/answer.ts';
import type { Log } from '../logging/log.ts';
import { safeExternalUrl } from '../shell/external-links.ts';
import type { AppService } from './app-service.ts';
import type { WindowLayouts } from './window-layouts.ts';

export interface AppEdges {
  readonly clipboard: Pick<Clipboard, 'readText' | 'writeText'>;
  readonly shell: Pick<Shell, 'openExternal' | 'showItemInFolder'>;
  readonly log: Log;
  readonly layouts: Pick<WindowLayouts, 'read' | 'write'>;
  readonly openWindow: (contentsId: number) => Promise<void>;
  readonly showEnvironment: (
    contentsId: number,
    name: string | undefined,
    environment: Environment | undefined,
  ) => void;
}

export function answerApp(answer: Answer, service: AppService, edges: AppEdges): void {
  answer('app.info', () => service.info());
  answer('app.readPreferences', () => service.readPreferences());
  answer('app.writePreferences', (preferences) => {
    service.writePreferences(preferences);
  });
  answer('app.readLayout', (_input, _signal, { contentsId }) => edges.layouts.read(contentsId));
  answer('app.writeLayout', (layout, _signal, { contentsId }) => {
    edges.layouts.write(contentsId, layout);
  });
  answer('app.openWindow', (_input, _signal, { contentsId }) => edges.openWindow(contentsId));
  answer('app.showConnection', ({ name, environment }, _signal, { contentsId }) => {
    edges.showEnvironment(contentsId, name, environment);
  });
  // Synchronous up to Electron 44, a promise since: awaiting serves both.
  answer('app.copyText', async ({ text }) => {
    await edges.clipboard.writeText(text);
  });
  answer('app.readClipboard', async () => ({ text: await edges.clipboard.readText() }));
  answer('app.openLink', ({ url }) => edges.shell.openExternal(safeExternalUrl(url)));
  answer('app.showLog', () => {
    edges.shell.showItemInFolder(edges.log.file());
  });
  answer('app.reportFault', ({ where, message }) => {
    edges.log.fault(`window: ${where}`, message);
  });
}
