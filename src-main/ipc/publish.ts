import { topicChannel } from '../../src-shared/contract/channels.ts';
import type { TopicPath, TopicPayload } from '../../src-shared/contract/contract.ts';

/** Tells every window. */
export type Publish = <P extends TopicPath>(path: P, payload: TopicPayload<P>) => void;

export interface WindowPort {
  isDestroyed(): boolean;
  readonly webContents: { send(channel: string, payload: unknown): void };
}

export function createPublish(windows: () => readonly WindowPort[]): Publish {
  return (path, payload) => {
    for (const window of windows()) {
      if (!window.isDestroyed()) window.webContents.send(topicChannel(path), payload);
    }
  };
}
