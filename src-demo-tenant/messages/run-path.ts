import type { FlowStep, Path, PathPart } from '../content/model.ts';

/** A step as it is gone through, in units of work. */
export interface GoneStep {
  readonly step: FlowStep;
  /** Steps of one part or branch have the same. */
  readonly branch: string;
  readonly from: number;
  readonly to: number;
}

export interface PathChoices {
  /** How much work a step is; asked for in order. */
  readonly work: () => number;
  /** How many rounds a loop makes, how many parts a splitter. */
  readonly rounds: (part: PathPart) => number;
}

/** As many parts of a splitter are on their way at once. */
const threads = 10;
/** Loops within loops end here. */
const mostSteps = 8_000;

/** Goes through a path: loops and parts again and again, branches and parallel parts side by side. By start. */
export function goThrough(path: Path, { work, rounds }: PathChoices): readonly GoneStep[] {
  const gone: GoneStep[] = [];
  let branches = 0;
  const segment = (): string => `seg${(branches += 1)}`;

  const walk = (parts: Path, branch: string, start: number): number => {
    let at = start;
    for (const part of parts) {
      switch (part.kind) {
        case 'step': {
          const to = at + work();
          gone.push({ step: part.step, branch, from: at, to });
          at = to;
          break;
        }
        case 'loop':
          for (let left = rounds(part); left > 0 && gone.length < mostSteps; left--)
            at = walk(part.path, branch, at);
          break;
        case 'branches':
          at = sideBySide(part.branches, part.isParallel ? part.branches.length : 1, at);
          break;
        case 'parts':
          at = sideBySide(Array<Path>(rounds(part)).fill(part.path), part.isParallel ? threads : 1, at);
          break;
      }
    }
    return at;
  };
  /** Each on the thread that is free first. */
  const sideBySide = (paths: readonly Path[], count: number, start: number): number => {
    const free = Array<number>(Math.max(1, Math.min(count, paths.length))).fill(start);
    for (const path of paths) {
      if (gone.length >= mostSteps) break;
      const thread = free.indexOf(Math.min(...free));
      free[thread] = walk(path, segment(), free[thread] ?? start);
    }
    return Math.max(...free);
  };
  walk(path, 'main', 0);
  return gone.toSorted((a, b) => a.from - b.from);
}
