import { randomUUID } from 'node:crypto';

import { app, Notification } from 'electron';

import type { Sessions } from '../connections/session.ts';
import { createPublish, type Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { MessageService } from '../messages/message-service.ts';
import type { QueryService } from '../queries/query-service.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { politeSync } from './polite-sync.ts';
import { showNotification } from './show-notification.ts';
import { stayInTray } from './stay-in-tray.ts';
import { TrayIcon } from './tray-icon.ts';
import { findTray } from './tray-support.ts';
import { WatchFile } from './watch-file.ts';
import { WatchService } from './watch-service.ts';

export interface WatchParts {
  /** `watch.json`. */
  readonly file: SettingsFile;
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly messages: Pick<MessageService, 'sync'>;
  readonly queries: Pick<QueryService, 'list'>;
  readonly windows: () => readonly Electron.BrowserWindow[];
  readonly publish: Publish;
  readonly failed: (fault: unknown) => void;
}

/** Builds everything of this domain, and begins to watch. */
export function createWatch(parts: WatchParts): WatchService {
  const { sessions, jobs, messages, queries, windows, publish, failed } = parts;
  const file = new WatchFile(parts.file);
  let tray: Promise<boolean> | undefined;
  const hasTray = (): Promise<boolean> => (tray ??= findTray());
  const open = (): void => {
    const [window] = windows();
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  // One window shows what was clicked, not all of them.
  const publishToOne = createPublish(() => windows().slice(0, 1));
  const opened = (event: { queryId: string; connectionId: string } | undefined): void => {
    open();
    publishToOne('watch.opened', event ? { queryId: event.queryId, connectionId: event.connectionId } : {});
  };
  const icon = new TrayIcon({
    open,
    showWatching: () => {
      opened(undefined);
    },
    pause: (minutes) => {
      service.pause({ minutes });
    },
    quit: () => {
      app.quit();
    },
  });
  const followTray = async (): Promise<void> => {
    const { settings, watches, pausedUntil } = file;
    if (!settings.staysInTray || !(await hasTray())) {
      icon.hide();
      return;
    }
    const isPaused = pausedUntil !== undefined && pausedUntil > Date.now();
    const { perHour } = await service.state();
    icon.show({ watched: watches.filter(({ isOn }) => isOn).length, perHour, isPaused });
  };
  const service: WatchService = new WatchService({
    file,
    queries: () => queries.list(),
    sessions,
    sync: (session, range, signal) => politeSync(jobs, messages, session, range, signal),
    canNotify: () => Notification.isSupported(),
    hasTray,
    notify: showNotification,
    opened,
    changed: () => {
      publish('watch.changed', undefined);
      followTray().catch(failed);
    },
    failed,
    later: (call, ms) => {
      const timer = setTimeout(call, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    newId: randomUUID,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: Date.now,
  });
  stayInTray(app, windows, () => icon.isShown);
  app.on('activate', open);
  followTray().catch(failed);
  service.start();
  return service;
}
