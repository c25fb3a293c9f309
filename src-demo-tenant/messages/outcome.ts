import type { Columns } from './columns.ts';
import { hour, levelCode, minute, second, statusCode, type StatusName } from './statuses.ts';

/** What happens to one message. */
export interface Outcome {
  readonly final: StatusName;
  readonly interim: StatusName;
  readonly level: 'INFO' | 'DEBUG' | 'TRACE' | 'ERROR';
  /** ms */
  readonly duration: number;
  /** ms after LogEnd, 0 where the status stands at once */
  readonly settlesAfter: number;
  /** ms after start until the log can be read */
  readonly delay: number;
}

export function chanceOutcome(failureRate: number, duration: number, random: () => number): Outcome {
  const final = finalStatus(failureRate, random());
  const interim = interimStatus(final, random());
  const settlesAfter = Math.round((2 + random() * 90) * minute);
  // At level ERROR only failures are logged (catalogue 3.5).
  const level = random();
  const failed = final === 'FAILED';
  return {
    final,
    interim,
    level:
      level < 0.96 ? 'INFO' : level < 0.975 ? 'DEBUG' : level < 0.985 ? 'TRACE' : failed ? 'ERROR' : 'INFO',
    // A second start of a timer ends at once.
    duration: final === 'DISCARDED' ? 1 + (duration % 20) : duration,
    settlesAfter: interim === final ? 0 : settlesAfter,
    // Most logs can be read at once, some up to ten minutes late.
    delay: Math.floor(random() < 0.03 ? random() * 10 * minute : random() * 0.9 * second),
  };
}

function finalStatus(failureRate: number, chance: number): StatusName {
  if (chance < failureRate) return 'FAILED';
  if (chance < failureRate + 0.003) return 'ESCALATED';
  if (chance < failureRate + 0.005) return 'DISCARDED';
  if (chance < failureRate + 0.006) return 'CANCELLED';
  return chance < failureRate + 0.007 ? 'ABANDONED' : 'COMPLETED';
}

/** RETRY, ABANDONED and CANCELLED may still change (catalogue 3.5). */
function interimStatus(final: StatusName, chance: number): StatusName {
  if (final === 'COMPLETED') return chance < 0.008 ? 'RETRY' : final;
  if (final !== 'FAILED' || chance >= 0.08) return final;
  return chance < 0.06 ? 'RETRY' : chance < 0.07 ? 'ABANDONED' : 'CANCELLED';
}

export interface Staged extends Outcome {
  /** ms after the start of the day */
  readonly at: number;
  /** Of a flow with loops or splitters. */
  readonly repeats?: boolean;
}

/**
 * Messages that each day has whatever its volume, so that every status and a trace within the last hour are always to
 * be seen: long runs, long retries, one of each rare end, something traced every 40 minutes, and before each full hour something
 * that can only be read after it.
 */
export function stagedOutcomes(random: () => number): readonly Staged[] {
  const short = () => 200 + Math.floor(random() * 4 * second);
  const within = (from: number, width: number) => Math.floor(from + random() * width);
  const ended = (final: StatusName): Staged => ({
    at: within(hour, 22 * hour),
    final,
    interim: final,
    level: 'INFO',
    duration: final === 'DISCARDED' ? 9 : short(),
    settlesAfter: 0,
    delay: 300,
  });
  const quarters = [0, 6, 12, 18].map((from) => from * hour);
  return [
    ...quarters.map((from): Staged => {
      const duration = within(7 * hour, 4 * hour);
      return { ...ended('COMPLETED'), at: within(from, 30 * minute), duration };
    }),
    ...quarters.map((from): Staged => {
      const settlesAfter = within(7 * hour, 3 * hour);
      return { ...ended('COMPLETED'), at: within(from, 30 * minute), interim: 'RETRY', settlesAfter };
    }),
    ...(['ESCALATED', 'DISCARDED', 'CANCELLED', 'ABANDONED'] as const).map(ended),
    ...Array.from({ length: 36 }, (_, index): Staged => {
      return { ...ended('COMPLETED'), at: within(index * 40 * minute, 10 * minute), level: 'TRACE' };
    }),
    ...Array.from({ length: 24 }, (_, index): Staged => {
      const at = within(index * hour + 51 * minute, 3 * minute);
      return { ...ended('COMPLETED'), at, delay: 9.5 * minute };
    }),
    ...quarters.map((from): Staged => {
      const at = within(from, 3 * hour);
      return { ...ended('COMPLETED'), at, level: 'DEBUG', duration: within(4_000, 36_000), repeats: true };
    }),
  ];
}

export function writeOutcome(columns: Columns, place: number, outcome: Outcome): void {
  columns.final[place] = statusCode(outcome.final);
  columns.interim[place] = statusCode(outcome.interim);
  columns.level[place] = levelCode(outcome.level);
  columns.duration[place] = outcome.duration;
  columns.settles[place] = outcome.duration + outcome.settlesAfter;
  columns.delay[place] = outcome.delay;
}
