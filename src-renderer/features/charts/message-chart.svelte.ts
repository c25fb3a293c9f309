import { MediaQuery } from 'svelte/reactivity';

import type { MessageFilter, TimeRange } from '../../../src-shared/model/messages.ts';
import type { Api } from '../../lib/bridge/api.ts';
import type { LayoutState } from '../../lib/state/layout.svelte.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { type ChartData, type ChartKind, isChartKind } from './chart-kinds.ts';
import { isEmptyChart } from './chart-words.ts';

export interface MessageChartOf {
  readonly api: Api;
  /** Whose messages are drawn together. */
  readonly connectionIds: readonly string[];
  readonly layout: LayoutState;
  readonly timeZone: () => string;
  /** What the list below asks for. */
  readonly filter: () => MessageFilter;
  readonly setRange: (range: TimeRange) => void;
}

const layoutName = 'chart.messages';
/** The least between two readings because something changed, ms. */
const pause = 1_000;
/** A picture that takes long to make is made less often. */
const restFactor = 20;

/** The picture above a list of messages: which one, what it shows, and the stretches of time chosen in it. */
export class MessageChart {
  readonly data: Loaded<ChartData>;
  readonly #of: MessageChartOf;
  /** Ranges that were left for a stretch of them, the last one last. */
  #left = $state.raw<readonly TimeRange[]>([]);
  #chosen = $state.raw<TimeRange>();
  #began = 0;
  #took = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** There the rows need the room more: a picture is shown where a person wants it in such a window. */
  readonly #isLow = new MediaQuery('(max-height: 700px)');

  constructor(of: MessageChartOf) {
    this.#of = of;
    this.data = new Loaded(
      (signal) => this.#read(signal),
      () => {
        // Finding nothing says nothing about the time it takes to draw what comes.
        const isEmpty = this.data.value === undefined || isEmptyChart(this.data.value);
        this.#took = isEmpty ? 0 : performance.now() - this.#began;
      },
    );
  }

  readonly #kept = $derived.by(() => this.#of.layout.record(layoutName));
  readonly kind = $derived.by((): ChartKind => {
    const { kind } = this.#kept;
    return isChartKind(kind) ? kind : 'time';
  });
  readonly isShown = $derived.by(() =>
    this.#isLow.current ? this.#kept['low'] === 'yes' : this.#kept['shown'] !== 'no',
  );
  readonly asTable = $derived.by(() => this.#kept['table'] === 'yes');

  /** The range before the last stretch was chosen; `undefined` once another one is shown. */
  readonly before = $derived.by(() => {
    const { kind, ...now } = this.#of.filter().range;
    const { kind: chosenKind, ...chosen } = this.#chosen ?? { kind: undefined };
    return kind === chosenKind && JSON.stringify(now) === JSON.stringify(chosen)
      ? this.#left.at(-1)
      : undefined;
  });

  readonly choose = (kind: ChartKind): void => this.#keep({ kind, ...this.#whether(true) });
  readonly toggle = (): void => this.#keep(this.#whether(!this.isShown));
  readonly toggleTable = (): void =>
    this.#keep({ table: this.asTable ? 'no' : 'yes', ...this.#whether(true) });

  /** Narrows the list to a stretch of time. */
  readonly narrow = (from: number, to: number): void => {
    const { range } = this.#of.filter();
    this.#left = [...(this.before === undefined ? [] : this.#left), range];
    this.#show({ kind: 'between', from, to });
  };

  readonly back = (): void => {
    const { before } = this;
    if (before === undefined) return;
    this.#left = this.#left.slice(0, -1);
    this.#show(before);
  };

  /** Messages changed: reads again, soon. */
  readonly changed = (): void => {
    if (!this.isShown || this.#timer !== undefined) return;
    const rest = Math.max(pause, this.#took * restFactor);
    const due = this.#began + rest - performance.now();
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        if (this.isShown) this.data.reload();
      },
      Math.max(0, due),
    );
  };

  /** Subscribes to changes; answers how to stop. */
  listen(): () => void {
    const { api, connectionIds } = this.#of;
    const stop = api.messages.changed((event) => {
      if (connectionIds.includes(event.connectionId)) this.changed();
    });
    return () => {
      stop();
      clearTimeout(this.#timer);
      this.data.cancel();
    };
  }

  async #read(signal: AbortSignal): Promise<ChartData> {
    this.#began = performance.now();
    const { api, connectionIds, filter, timeZone } = this.#of;
    const question = { connectionIds, filter: filter() };
    const inZone = { ...question, timeZone: timeZone() };
    const { kind } = this;
    switch (kind) {
      case 'time':
        return { kind, ...(await api.charts.overTime(inZone, { signal })) };
      case 'week':
        return { kind, ...(await api.charts.week(inZone, { signal })) };
      case 'durations':
        return { kind, ...(await api.charts.durations(inZone, { signal })) };
      default:
        return { kind, ...(await api.charts.shares({ ...question, by: kind }, { signal })) };
    }
  }

  #whether(isShown: boolean): Readonly<Record<string, string>> {
    return { [this.#isLow.current ? 'low' : 'shown']: isShown ? 'yes' : 'no' };
  }

  #show(range: TimeRange): void {
    this.#chosen = range;
    this.#of.setRange(range);
  }

  #keep(changes: Readonly<Record<string, string>>): void {
    this.#of.layout.set(layoutName, { ...this.#kept, ...changes });
  }
}
