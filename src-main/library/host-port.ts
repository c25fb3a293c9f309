import type { HostReply, HostRequest } from './protocol.ts';

/** A running library host, wherever it runs. */
export interface HostPort {
  post(request: HostRequest): void;
  onReply(listener: (reply: HostReply) => void): void;
  /** Told once when the host has ended, whatever the reason. */
  onEnd(listener: () => void): void;
  end(): void;
}

export type SpawnHost = () => HostPort;
