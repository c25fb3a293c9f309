import type { ConnectionId } from '../model/connections.ts';
import type { OpenGate } from '../model/gate.ts';
import { call, type Nothing, topic } from './call.ts';

/** Read-only until write-enabled, each connection for itself. */
export const gate = {
  /** The connections that are write-enabled now. */
  list: call<Nothing, readonly OpenGate[]>(),
  /**
   * Write-enables a connection for some minutes. One of production wants its name typed. Throws `input.invalid` with the
   * field that is wrong, `disk.*` where the journal cannot be written.
   */
  open: call<
    {
      readonly connectionId: ConnectionId;
      readonly reason: string;
      readonly minutes: number;
      readonly typedName?: string;
    },
    OpenGate
  >(),
  /** Makes a connection read-only again; harmless where it is. */
  close: call<{ readonly connectionId: ConnectionId }, Nothing>(),
  changed: topic<readonly OpenGate[]>(),
};
