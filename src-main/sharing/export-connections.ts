import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import { neededParts, type SecretPart, type SecretTexts } from '../../src-shared/model/access.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import { ConnectionSecrets, partsOf } from '../connections/connection-secrets.ts';
import type { BoxCost } from '../secrets/passphrase-box.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { openFile, sealedFile } from './connection-file.ts';
import { filed } from './filed-connection.ts';

interface ExportedText {
  readonly text: string;
  /** Names of connections without all of their secrets. */
  readonly withoutSecrets: readonly string[];
}

/** These are of this one secret; anything else concerns them all, and ends the export. */
const lost: readonly ErrorCode[] = ['secrets.undecryptable', 'secrets.damaged', 'secrets.other-destination'];

/** By name, so that the same connections give the same file. */
export function readableExport(records: readonly ConnectionRecord[]): ExportedText {
  const text = openFile(ordered(records).map((record) => filed(record, {})));
  return { text, withoutSecrets: [] };
}

/** Throws `secrets.locked`, `secrets.vault-locked`, `secrets.unavailable`: then no secret could be read at all. */
export async function sealedExport(
  records: readonly ConnectionRecord[],
  store: SecretStore,
  passphrase: string,
  cost?: BoxCost,
): Promise<ExportedText> {
  const connections: unknown[] = [];
  const withoutSecrets: string[] = [];
  for (const record of ordered(records)) {
    const { secrets, isWhole } = await secretsOf(record, store);
    if (!isWhole) withoutSecrets.push(record.name);
    connections.push(filed(record, secrets));
  }
  return { text: await sealedFile(connections, passphrase, cost), withoutSecrets };
}

async function secretsOf(
  record: ConnectionRecord,
  store: SecretStore,
): Promise<{ readonly secrets: SecretTexts; readonly isWhole: boolean }> {
  const reader = new ConnectionSecrets(store).readerOf(record);
  const secrets: Partial<Record<SecretPart, string>> = {};
  let isWhole = true;
  for (const part of partsOf(record)) {
    try {
      const text = await reader.find(part);
      if (text !== undefined) secrets[part] = text;
    } catch (fault) {
      if (!(fault instanceof AppError) || !lost.includes(fault.code)) throw fault;
      isWhole = false;
    }
  }
  const hasNeeded = neededParts(record.access.kind).every((part) => secrets[part] !== undefined);
  return { secrets, isWhole: isWhole && hasNeeded };
}

/** By code points: the same on every computer, whatever its language. */
function ordered(records: readonly ConnectionRecord[]): readonly ConnectionRecord[] {
  const key = ({ name, id }: ConnectionRecord): string => `${name}\u0000${id}`;
  return records.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
