import { Notification } from 'electron';

import type { NotificationToShow } from './watch-deliveries.ts';

/** Electron forgets a notification that nobody holds, and its click with it. */
const shown = new Set<Notification>();

export function showNotification({ title, body, clicked }: NotificationToShow): void {
  const notification = new Notification({ title, body });
  const forget = (): void => {
    shown.delete(notification);
  };
  notification.on('click', () => {
    forget();
    clicked();
  });
  notification.on('close', forget);
  shown.add(notification);
  notification.show();
}
