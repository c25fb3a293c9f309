import type { SenderEvent } from '../ipc/answer.ts';
import { isAppPage } from './app-page.ts';

/**
 * Electron's point 17: only the main frame of one of our windows, showing one of our pages, may call.
 * `senderFrame` is null when the frame is gone already.
 */
export function isTrustedSender(event: SenderEvent, developmentServer: URL | undefined): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return false;
  return isAppPage(frame.url, developmentServer);
}
