import type { TrafficFlow } from '../content/model.ts';
import type { Entity } from '../odata/entity.ts';
import { errorFamilies, type Part } from './error-families.ts';
import { MessageIds } from './message-ids.ts';
import { chance, hash, pick } from './random.ts';
import { createSchedule, type Schedule, type ScheduleOptions } from './schedule.ts';
import {
  day,
  type LevelName,
  logLevels,
  retention,
  statusCode,
  statuses,
  type StatusName,
} from './statuses.ts';

const processing = statusCode('PROCESSING');
const completed = statusCode('COMPLETED');
const isError = statuses.map((name) => ['FAILED', 'ESCALATED', 'RETRY'].includes(name));
/** A status that a flow sets itself. */
export const ownStatus = 'PartiallyPosted';

const hosts = [
  'erp.nordwind.example',
  'crm.nordwind.example',
  'api.carrier.example',
  'sftp.bank.example',
  'portal.tax.example',
];
const paths = [
  '/sap/opu/odata/sap/API_SALES_ORDER_SRV',
  '/api/v2/shipments',
  '/soap/invoice',
  '/rest/customers',
  '/sap/bc/srt/idoc',
];
const fields = ['NetAmount', 'DeliveryDate', 'PartnerNumber', 'Plant', 'TaxCode', 'CostCenter'];
const aliases = ['ERP_BASIC', 'CARRIER_OAUTH', 'BANK_SFTP', 'TAX_PORTAL', 'CRM_OAUTH'];

/** Some messages are seen `ms` later than they would be, a `share` of them from 0 to 1. */
export interface Lateness {
  readonly share: number;
  readonly ms: number;
}

export interface BookOptions extends ScheduleOptions {
  /** Exactly so many messages are seen at the start; the oldest ones beyond that never were. */
  readonly isExact?: boolean;
}

/** Some of the newest are not seen yet. */
function withReserve(messages: number): number {
  return messages === 0 ? 0 : Math.ceil(messages * 1.002) + 60;
}

/**
 * Everything about messages by their row; texts are made when asked for. Rows hold within one request: `advance` may
 * number them anew.
 */
export class MessageBook {
  readonly flows: readonly TrafficFlow[];
  readonly ids: MessageIds;
  readonly #options: ScheduleOptions;
  readonly #seed: number;
  /** Nothing began before; 0: whatever is kept. */
  readonly #since: number;
  #lateness: Lateness | undefined;
  #schedule: Schedule;
  #firstNumbers: number[] = [];

  constructor({ isExact = false, ...options }: BookOptions) {
    this.#options = isExact ? { ...options, messages: withReserve(options.messages) } : options;
    this.#schedule = createSchedule(this.#options);
    this.#since = isExact ? this.#startOfOldest(options.messages, options.now) : 0;
    this.flows = options.flows;
    this.ids = new MessageIds(options.seed, () => this.#schedule);
    this.#seed = options.seed;
  }

  get schedule(): Schedule {
    return this.#schedule;
  }

  /** Goes with the clock: on a new day the oldest messages leave and new ones are prepared. */
  advance(now: number): void {
    if (Math.floor(now / day) === this.#schedule.madeFor) return;
    this.#schedule = createSchedule({ ...this.#options, now });
  }

  /** Rows of messages that have started and are not yet forgotten. They may be invisible still. */
  range(now: number): readonly [from: number, to: number] {
    return [this.firstFrom(Math.max(now - retention, this.#since)), this.firstFrom(now + 1)];
  }

  /** From now on a share of the messages becomes visible later than the rest; `undefined`: as usual. */
  set lateness(lateness: Lateness | undefined) {
    this.#lateness = lateness;
  }

  /** ms after its start from when on a message is seen, by row. */
  get delays(): (row: number) => number {
    const { delay, key } = this.schedule;
    const late = this.#lateness;
    if (!late) return (row) => delay[row] ?? 0;
    return (row) => (delay[row] ?? 0) + (((key[row] ?? 0) % 1000) / 1000 < late.share ? late.ms : 0);
  }

  /** First row whose start is not before the instant. */
  firstFrom(instant: number): number {
    const { start, size } = this.schedule;
    return firstWhere(size, (row) => (start[row] ?? 0) >= instant);
  }

  isVisible(row: number, now: number): boolean {
    return (this.schedule.start[row] ?? 0) + this.delays(row) <= now;
  }

  /** Of the newest `count` messages that are seen now. */
  #startOfOldest(count: number, now: number): number {
    const { start, delay } = this.#schedule;
    let seen = 0;
    for (let row = this.firstFrom(now + 1) - 1; row >= 0 && seen < count; row--) {
      if ((start[row] ?? 0) + (delay[row] ?? 0) <= now && ++seen === count) return start[row] ?? 0;
    }
    return 0;
  }

  flow(row: number): TrafficFlow {
    const flow = this.flows[this.schedule.flow[row] ?? 0];
    if (!flow) throw new Error('A message without a flow');
    return flow;
  }

  statusCodeAt(row: number, now: number): number {
    const { start, duration, settles, interim, final } = this.#schedule;
    const age = now - (start[row] ?? 0);
    if (age < (duration[row] ?? 0)) return processing;
    return (age < (settles[row] ?? 0) ? interim[row] : final[row]) ?? 0;
  }

  status(row: number, now: number): StatusName {
    return statuses[this.statusCodeAt(row, now)] ?? 'COMPLETED';
  }

  /** LogEnd, or undefined while the message runs. */
  end(row: number, now: number): number | undefined {
    const end = (this.schedule.start[row] ?? 0) + (this.schedule.duration[row] ?? 0);
    return end <= now ? end : undefined;
  }

  level(row: number): LevelName {
    return logLevels[this.schedule.level[row] ?? 0] ?? 'INFO';
  }

  /** Well mixed and the same for a message at every start of the server. */
  key(row: number): number {
    return this.#schedule.key[row] ?? 0;
  }

  /** Rows of a chain, from its first message on. */
  chain(root: number): readonly number[] {
    const { byRoot, root: rootOf, size } = this.#schedule;
    const rows: number[] = [];
    let at = firstWhere(size, (place) => (rootOf[byRoot[place] ?? 0] ?? 0) >= root);
    for (; at < size && rootOf[byRoot[at] ?? 0] === root; at++) rows.push(byRoot[at] ?? 0);
    return rows;
  }

  root(row: number): number {
    return this.#schedule.root[row] ?? row;
  }

  /** All messages of a chain are about the same order, invoice … */
  applicationNumber(row: number): number {
    const root = this.root(row);
    return this.#firstNumber(this.#schedule.flow[root] ?? 0) + (this.#schedule.serial[root] ?? 0);
  }

  /** One in ten chains carries none. */
  applicationId(row: number): string | null {
    return this.hasApplicationId(row)
      ? `${this.applicationPrefix(row)}-${this.applicationNumber(row)}`
      : null;
  }

  hasApplicationId(row: number): boolean {
    return chance(this.#seed, this.key(this.root(row)), 11) >= 0.1;
  }

  applicationPrefix(row: number): string {
    return this.flow(this.root(row)).applicationMessageType.slice(0, 3).toUpperCase();
  }

  /** First messages of the chains that carry an application id. */
  rootsOfApplicationId(id: string): ReadonlySet<number> {
    const number = Number(/-(\d+)$/.exec(id)?.[1] ?? Number.NaN);
    const candidates = this.flows.map((_flow, index) => {
      const serial = number - this.#firstNumber(index);
      return serial >= 0 ? this.#schedule.rowOfSerial(serial) : undefined;
    });
    return new Set(
      candidates.filter((row) => row !== undefined && this.applicationId(row) === id) as number[],
    );
  }

  /** Numbers of a flow begin somewhere; all have the same number of digits. */
  #firstNumber(flow: number): number {
    this.#firstNumbers[flow] ??= this.#makeFirstNumber(flow);
    return this.#firstNumbers[flow];
  }

  #makeFirstNumber(flow: number): number {
    const { serials } = this.#schedule;
    const digits = 10 ** Math.max(7, Math.ceil(Math.log10(serials)));
    return digits + Math.floor(chance(this.#seed, flow, 10) * 7) * digits;
  }

  customStatus(row: number, now: number): string {
    return this.hasOwnStatus(row, now) ? ownStatus : this.status(row, now);
  }

  hasOwnStatus(row: number, now: number): boolean {
    return this.statusCodeAt(row, now) === completed && chance(this.#seed, this.key(row), 12) < 0.05;
  }

  /** Deterministic text for one message and purpose. */
  part(row: number, salt: number): (kind: Part) => string {
    let count = salt;
    const key = this.key(row);
    const number = (limit: number) => hash(this.#seed, key, count++) % limit;
    return (kind) => {
      switch (kind) {
        case 'order':
          return String(this.applicationNumber(row));
        case 'number':
          return String(1 + number(90));
        case 'host':
          return pick(hosts, this.#seed, this.schedule.flow[row] ?? 0, 5);
        case 'path':
          return pick(paths, this.#seed, this.schedule.flow[row] ?? 0, 6);
        case 'field':
          return pick(fields, this.#seed, key, count++);
        case 'file':
          return `${this.flow(row).applicationMessageType.toLowerCase()}_${this.applicationNumber(row)}`;
        case 'duration':
          return String(5_000 + number(55) * 1_000);
        case 'correlation':
          return this.ids.messageGuid(row);
        case 'alias':
          return pick(aliases, this.#seed, this.schedule.flow[row] ?? 0, 7);
      }
    };
  }

  /** A flow fails in few ways: two families each, most of the time the first. */
  errorText(row: number): string {
    const flow = this.schedule.flow[row] ?? 0;
    const which = chance(this.#seed, this.key(row), 21) < 0.75 ? 0 : 1;
    return pick(errorFamilies, this.#seed, flow, which, 22).fill(this.part(row, 100));
  }

  hasError(row: number, now: number): boolean {
    return isError[this.statusCodeAt(row, now)] === true;
  }

  entity(row: number, now: number): Entity {
    const flow = this.flow(row);
    const guid = this.ids.messageGuid(row);
    const root = this.root(row);
    const parent = this.schedule.parent[row] ?? -1;
    return {
      MessageGuid: guid,
      CorrelationId: this.ids.correlationId(root),
      ApplicationMessageId: this.applicationId(row),
      ApplicationMessageType: flow.applicationMessageType,
      LogStart: this.schedule.start[row] ?? 0,
      LogEnd: this.end(row, now) ?? null,
      Sender: flow.sender === '' ? null : flow.sender,
      Receiver: flow.receiver === '' ? null : flow.receiver,
      IntegrationFlowName: flow.artifactId,
      Status: this.status(row, now),
      CustomStatus: this.customStatus(row, now),
      LogLevel: this.level(row),
      AlternateWebLink: `https://nordwind.integrationsuite.example/shell/monitoring/MessageDetails/${encodeURIComponent(JSON.stringify({ messageGuid: guid }))}`,
      IntegrationArtifact: {
        Id: flow.artifactId,
        Name: flow.artifactName,
        Type: 'INTEGRATION_FLOW',
        PackageId: flow.packageId,
        PackageName: flow.packageName,
      },
      ArchivingStatus: 'NOT_RELEVANT',
      ArchivingSenderChannelMessages: false,
      ArchivingReceiverChannelMessages: false,
      ArchivingLogAttachments: false,
      ArchivingPersistedMessages: false,
      LastChangeTime: this.#lastChange(row, now),
      TransactionId: this.#transactionId(root),
      PredecessorMessageGuid: parent < 0 ? null : this.ids.messageGuid(parent),
      PreviousComponentName: root === row ? null : 'CPI_nordwind',
      LocalComponentName: 'CPI_nordwind',
      OriginComponentName: null,
    };
  }

  #lastChange(row: number, now: number): number {
    const { start, settles, interim, final } = this.#schedule;
    const began = start[row] ?? 0;
    const settled = began + (settles[row] ?? 0);
    if (interim[row] !== final[row] && settled <= now) return settled;
    return this.end(row, now) ?? began;
  }

  #transactionId(root: number): string {
    const parts = [31, 32, 33, 34].map((salt) => hash(this.#seed, this.key(root), salt));
    return parts.map((part) => part.toString(16).padStart(8, '0')).join('');
  }
}

/** The first place for which the test holds, where it holds for all after it. */
function firstWhere(size: number, test: (place: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
