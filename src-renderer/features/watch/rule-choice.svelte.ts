import { usualRules, type Watch, type WatchKind, type WatchRule } from '../../../src-shared/model/watch.ts';

/** The rules of one query as they are being typed; what is no number keeps a rule from being saved. */
export class RuleChoice {
  chosen = $state.raw<readonly WatchKind[]>([]);
  calmHours = $state('24');
  count = $state('50');
  minutes = $state('15');
  silentHours = $state('4');
  readonly #queryId: string;

  constructor(queryId: string, watch: Watch | undefined) {
    this.#queryId = queryId;
    this.chosen = watch ? watch.rules.map(({ kind }) => kind) : ['first-failure'];
    for (const rule of watch?.rules ?? []) this.#take(rule);
  }

  readonly rules = $derived.by(() =>
    usualRules.flatMap(({ kind }) => (this.chosen.includes(kind) ? this.#rule(kind) : [])),
  );
  readonly canSave = $derived.by(() => this.rules.length > 0 && this.rules.length === this.chosen.length);

  watch(isOn: boolean): Watch {
    return { queryId: this.#queryId, isOn, rules: this.rules };
  }

  toggle(kind: WatchKind, isChosen: boolean): void {
    const others = this.chosen.filter((one) => one !== kind);
    this.chosen = isChosen ? [...others, kind] : others;
  }

  #take(rule: WatchRule): void {
    if (rule.kind === 'first-failure') this.calmHours = String(rule.calmMinutes / 60);
    if (rule.kind === 'silence') this.silentHours = String(rule.hours);
    if (rule.kind !== 'more-than') return;
    this.count = String(rule.count);
    this.minutes = String(rule.minutes);
  }

  #rule(kind: WatchKind): readonly WatchRule[] {
    if (kind === 'returning-group') return [{ kind }];
    if (kind === 'first-failure') {
      const calmMinutes = Math.round(Number(this.calmHours) * 60);
      return isBetween(calmMinutes, 1, 44_640) ? [{ kind, calmMinutes }] : [];
    }
    if (kind === 'silence') {
      const hours = Number(this.silentHours);
      return isBetween(hours, 1, 168) ? [{ kind, hours }] : [];
    }
    const [count, minutes] = [Number(this.count), Number(this.minutes)];
    const isUsable =
      this.count.trim() !== '' && isBetween(count, 0, 1_000_000) && isBetween(minutes, 1, 44_640);
    return isUsable ? [{ kind, count, minutes }] : [];
  }
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
