import type { FlowStep, Path, PathPart } from '../content/model.ts';
import type { MessageBook } from './message-book.ts';
import { errorText } from './message-texts.ts';
import { chance, hash } from './random.ts';
import { goThrough } from './run-path.ts';
import { hour, statusCode } from './statuses.ts';

const failedCode = statusCode('FAILED');

export interface RunStep {
  /** Position in the run; key of the step together with the run's id. */
  readonly child: number;
  readonly step: FlowStep;
  /** Steps of one part or branch have the same. */
  readonly branch: string;
  readonly start: number;
  readonly stop: number | undefined;
  readonly status: string;
  readonly error: string | undefined;
}

/** At INFO the last 50 steps of failed messages are kept (catalogue 3.5). */
const keptAtInfo = 50;

/** The steps of a message's run, made from its row: the same each time they are asked for. */
export class RunSteps {
  readonly #book: MessageBook;
  readonly #seed: number;
  /** One request asks for the steps of a run once for the list and once for each step. */
  #latest: { readonly key: string; readonly steps: readonly RunStep[] } | undefined;

  constructor(book: MessageBook, seed: number) {
    this.#book = book;
    this.#seed = seed;
  }

  /** What the log level keeps: all at DEBUG and TRACE, the last 50 of failed messages otherwise. */
  kept(row: number, now: number): readonly RunStep[] {
    const key = `${this.#book.key(row)} ${now}`;
    if (this.#latest?.key !== key) this.#latest = { key, steps: this.#kept(row, now) };
    return this.#latest.steps;
  }

  /** Trace payloads exist for 60 minutes at level TRACE only (catalogue 3.3). */
  hasTrace(row: number, now: number): boolean {
    return this.#book.level(row) === 'TRACE' && now - (this.#book.schedule.start[row] ?? 0) < hour;
  }

  #kept(row: number, now: number): readonly RunStep[] {
    const level = this.#book.level(row);
    if (level === 'DEBUG' || level === 'TRACE') return this.#all(row, now);
    return this.#book.hasError(row, now) ? this.#all(row, now).slice(-keptAtInfo) : [];
  }

  #all(row: number, now: number): readonly RunStep[] {
    const { schedule } = this.#book;
    const key = this.#book.key(row);
    let asked = 0;
    const gone = goThrough(this.#book.flow(row).path, {
      work: () => 0.2 + chance(this.#seed, key, 46, (asked += 1)),
      rounds: (part) => this.#rounds(row, part),
    });
    // Failed messages end somewhere in the middle.
    const reached =
      schedule.final[row] === failedCode
        ? Math.max(1, Math.ceil(gone.length * (0.4 + 0.6 * chance(this.#seed, key, 47))))
        : gone.length;
    const path = gone.slice(0, reached);
    const start = schedule.start[row] ?? 0;
    const failed = this.#book.hasError(row, now);
    const end = failed ? (path.at(-1)?.to ?? 1) : Math.max(1, ...path.map(({ to }) => to));
    const instant = (at: number) =>
      Math.round(start + ((schedule.duration[row] ?? 0) * Math.min(at, end)) / end);
    return path
      .map(({ step, branch, from, to }, index): RunStep => {
        const stop = instant(to) <= now ? instant(to) : undefined;
        const isLast = index === path.length - 1;
        const status = stop === undefined ? 'PROCESSING' : failed && isLast ? 'FAILED' : 'COMPLETED';
        const error = status === 'FAILED' ? errorText(this.#book, row) : undefined;
        return { child: index + 1, step, branch, start: instant(from), stop, status, error };
      })
      .filter((step) => step.start <= now);
  }

  /** Some in most messages, hundreds in one of twenty, and some thousand steps in more than half of those at DEBUG. */
  #rounds(row: number, part: PathPart): number {
    const key = this.#book.key(row);
    const size = part.kind === 'step' ? 1 : countSteps([part]);
    if (this.#book.level(row) === 'DEBUG' && chance(this.#seed, key, 48) < 0.6)
      return Math.ceil((2_000 + (hash(this.#seed, key, 49) % 4_000)) / size);
    if (chance(this.#seed, key, 48) < 0.05) return 2 + (hash(this.#seed, key, 49) % 240);
    return 1 + (hash(this.#seed, key, 49, size) % 7);
  }
}

function countSteps(path: Path): number {
  return path.reduce((sum, part) => {
    if (part.kind === 'step') return sum + 1;
    return sum + (part.kind === 'branches' ? countSteps(part.branches.flat()) : countSteps(part.path));
  }, 0);
}
