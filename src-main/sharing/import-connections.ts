import { parseAddress } from '../../src-shared/connections/address.ts';
import { foldersOf, knownFolder } from '../../src-shared/connections/arrangement.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { Imported } from '../../src-shared/model/journal.ts';
import type { FoundConnection, ImportChoice, ImportOutcome } from '../../src-shared/model/sharing.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import { ConnectionSecrets } from '../connections/connection-secrets.ts';
import type { ConnectionsRepository } from '../connections/connections-repository.ts';
import { freeName } from '../connections/free-name.ts';
import type { UnclaimedLibraries } from '../connections/unclaimed-libraries.ts';
import type { SecretChanges, SecretStore } from '../secrets/secret-store.ts';
import type { SettingsTogether } from '../settings/settings-together.ts';
import type { Found } from './found-connections.ts';
import { planFor } from './plan.ts';

export interface ImportParts {
  readonly repository: ConnectionsRepository;
  readonly secrets: SecretStore;
  readonly together: SettingsTogether<'connections' | 'secrets'>;
  readonly unclaimed: Pick<UnclaimedLibraries, 'filledBy' | 'ids'>;
  readonly createId: () => string;
  readonly now: () => number;
}

export interface Reading {
  readonly found: readonly Found[];
  /** As it was shown. */
  readonly plan: readonly FoundConnection[];
}

export interface ImportedConnection {
  readonly record: ConnectionRecord;
  readonly how: Imported;
  readonly withSecrets: boolean;
}

interface Step {
  readonly found: Found;
  readonly how: Imported;
  readonly id: string;
  /** A library that this tenant filled before is taken up again. */
  readonly reachedHost: string | undefined;
  readonly isCopy: boolean;
}

/**
 * Connections and secrets in one write, all or nothing. Throws `sharing.changed` where the connections of this computer are
 * no longer what the person saw, `input.invalid`, `disk.*`.
 */
export async function importConnections(
  parts: ImportParts,
  { found, plan }: Reading,
  choices: ReadonlyMap<string, ImportChoice>,
): Promise<{ readonly imported: readonly ImportedConnection[]; readonly outcome: ImportOutcome }> {
  const { repository, secrets, together } = parts;
  requireSamePlan(plan, planFor(found, repository.list()));
  const steps = await stepsOf(parts, found, plan, choices);
  const kept = new ConnectionSecrets(secrets);
  const change = joined(
    steps.map((step) => kept.changesOf({ ...step.found.fields, id: step.id }, step.found.secrets)),
  );
  let imported: readonly ImportedConnection[] = [];
  // Inside the turn of the secrets, and without waiting: nothing comes between the two files.
  if (steps.length > 0)
    await secrets.putTogether(change, (secretsContent) => {
      const now = parts.now();
      const done: ImportedConnection[] = [];
      for (const step of steps) {
        const present = [...repository.list(), ...done.map(({ record }) => record)];
        const record = recordOf(step, present, now);
        done.push({ record, how: step.how, withSecrets: Object.keys(step.found.secrets).length > 0 });
      }
      imported = done;
      const prepared = repository.prepare(imported.map(({ record }) => record));
      together.write({ secrets: secretsContent, connections: prepared.content });
      prepared.take();
    });
  const added = imported.filter(({ how }) => how === 'added').length;
  const replaced = imported.length - added;
  return { imported, outcome: { added, replaced, skipped: found.length - imported.length } };
}

async function stepsOf(
  parts: ImportParts,
  found: readonly Found[],
  plan: readonly FoundConnection[],
  choices: ReadonlyMap<string, ImportChoice>,
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const taken = new Set(parts.repository.ids());
  for (const [index, one] of found.entries()) {
    const conflict = plan[index]?.conflict;
    const choice = choices.get(one.key) ?? 'skip';
    if (choice === 'skip') continue;
    if (choice === 'replace') {
      if (conflict?.canReplace !== true) throw notPossible();
      steps.push({
        found: one,
        how: 'replaced',
        id: conflict.connectionId,
        reachedHost: undefined,
        isCopy: false,
      });
      continue;
    }
    if ((choice === 'both') !== (conflict !== undefined)) throw notPossible();
    const place = await placeOf(parts, one, taken);
    taken.add(place.id);
    steps.push({ found: one, how: 'added', ...place, isCopy: choice === 'both' });
  }
  return steps;
}

/** Its own id where that is free, also of a library; that of a library which its tenant filled, where nobody has it. */
async function placeOf(
  { unclaimed, createId }: ImportParts,
  { id, fields }: Found,
  taken: ReadonlySet<string>,
): Promise<Pick<Step, 'id' | 'reachedHost'>> {
  const host = parseAddress(fields.tenantUrl)?.host;
  const known = host === undefined ? undefined : await unclaimed.filledBy(host);
  if (known !== undefined && !taken.has(known)) return { id: known, reachedHost: host };
  const isFree = id !== undefined && !taken.has(id) && !unclaimed.ids().includes(id);
  return { id: isFree ? id : createId(), reachedHost: undefined };
}

function recordOf(
  { found, how, id, reachedHost, isCopy }: Step,
  present: readonly ConnectionRecord[],
  now: number,
): ConnectionRecord {
  const { folder, tags, trust, ...fields } = found.fields;
  const before = present.find((record) => record.id === id);
  if ((how === 'replaced') !== (before !== undefined)) throw changed();
  const known = knownFolder(folder, foldersOf(present));
  if (before)
    return {
      ...before,
      ...fields,
      // A file that says nothing about it moves nothing.
      folder: known === '' ? before.folder : known,
      tags: tags.length === 0 ? before.tags : tags,
      // Whom this computer trusts is decided here and stays.
      trust: { ...trust, servers: before.trust.servers },
      // So is what it keeps.
      keepsPayloads: before.keepsPayloads,
      keeping: before.keeping,
    };
  return {
    ...fields,
    id,
    name: isCopy ? freeName(fields.name, new Set(present.map(({ name }) => name))) : fields.name,
    folder: known,
    tags,
    trust,
    isDemo: false,
    isFavourite: false,
    createdAt: now,
    lastUsedAt: undefined,
    reachedHost,
  };
}

function requireSamePlan(shown: readonly FoundConnection[], present: readonly FoundConnection[]): void {
  const essence = (plan: readonly FoundConnection[]): string =>
    JSON.stringify(plan.map(({ conflict }) => [conflict?.connectionId, conflict?.canReplace]));
  if (essence(shown) !== essence(present)) throw changed();
}

function joined(changes: readonly SecretChanges[]): SecretChanges {
  return { put: changes.flatMap(({ put }) => put), remove: changes.flatMap(({ remove }) => remove) };
}

function changed(): AppError {
  return new AppError('sharing.changed', 'The connections changed meanwhile.');
}

function notPossible(): AppError {
  return new AppError('input.invalid', 'This connection cannot be imported that way.', { field: 'choices' });
}
