import { patternFindings, payloadPath, usualPattern } from '../../../src-shared/exports/name-pattern.ts';
import {
  type DownloadPlan,
  type NamedPayload,
  type PayloadDownload,
  payloadKinds,
  type PayloadsKind,
} from '../../../src-shared/model/exports.ts';
import type { AppState } from '../../lib/state/app-state.svelte.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { chosenOf, type Takeable } from './export-choice.svelte.ts';

const remembered = 'exports.payloads';

/** Until a real one is known. */
const invented: NamedPayload = {
  message: {
    messageGuid: 'AGV5Xk8y…',
    flowName: 'Order to ERP',
    flowId: 'Order_to_ERP',
    start: Date.UTC(2026, 0, 31),
  },
  kind: 'attachment',
  name: 'request.xml',
  number: 1,
};

/** Which payloads of which messages go into which files, and what that asks of the tenant. */
export class PayloadChoice {
  kinds = $state.raw<readonly PayloadsKind[]>(payloadKinds);
  pattern = $state(usualPattern);
  onlyMarked = $state(false);
  /** The job that finds out what the messages have. */
  listJobId = $state<string>();
  readonly plan: Loaded<DownloadPlan>;
  readonly downloads: Loaded<readonly PayloadDownload[]>;
  readonly #app: AppState;
  readonly #takeable: Takeable;

  constructor(app: AppState, takeable: Takeable) {
    this.#app = app;
    this.#takeable = takeable;
    const { connectionId, marked } = takeable;
    this.pattern = app.layout.record(remembered)['pattern'] ?? usualPattern;
    this.onlyMarked = marked.length > 0;
    this.plan = new Loaded((signal) => app.api.exports.plan(this.#wanted, { signal }));
    this.downloads = new Loaded((signal) => app.api.exports.downloads({ connectionId }, { signal }));
  }

  readonly listJob = $derived.by(() => this.#app.jobs.running.find(({ id }) => id === this.listJobId));
  readonly findings = $derived.by(() => patternFindings(this.pattern));
  readonly isPatternUsable = $derived.by(() => this.findings.every(({ severity }) => severity !== 'error'));
  readonly preview = $derived.by(() =>
    payloadPath(this.pattern, this.plan.value?.example ?? invented, '.xml'),
  );
  readonly isListed = $derived.by(() => this.plan.value?.unlisted === 0);
  readonly canDownload = $derived.by(
    () => (this.plan.value?.files ?? 0) > 0 && this.isPatternUsable && this.listJob === undefined,
  );

  listen(): () => void {
    const { connectionId } = this.#takeable;
    void this.plan.load();
    void this.downloads.load();
    const stop = this.#app.api.exports.changed((changed) => {
      if (changed.connectionId !== connectionId) return;
      this.plan.reload();
      this.downloads.reload();
    });
    return () => {
      stop();
      this.plan.cancel();
      this.downloads.cancel();
    };
  }

  readonly setScope = (onlyMarked: boolean): void => {
    this.onlyMarked = onlyMarked;
    this.#anew();
  };

  toggle(kind: PayloadsKind, isChosen: boolean): void {
    this.kinds = payloadKinds.filter((one) => (one === kind ? isChosen : this.kinds.includes(one)));
    if (this.kinds.length > 0) this.#anew();
    else this.plan.clear();
  }

  readonly list = async (): Promise<void> => {
    try {
      this.listJobId = (await this.#app.api.exports.listPayloads(this.#wanted)).jobId;
    } catch (caught) {
      this.#app.notices.fail(caught);
    }
  };

  /** Answers whether it began: the person may cancel the dialog that asks for the folder. */
  readonly download = async (): Promise<boolean> => {
    const { description } = this.#takeable;
    this.#app.layout.set(remembered, { pattern: this.pattern });
    try {
      const wanted = { ...this.#wanted, pattern: this.pattern, description };
      return (await this.#app.api.exports.download(wanted)) !== undefined;
    } catch (caught) {
      this.#app.notices.fail(caught);
      return false;
    }
  };

  readonly resume = (downloadId: string): void => {
    this.#app.api.exports.resume({ ...this.#one, downloadId }).catch(this.#app.notices.fail);
  };

  readonly forget = (downloadId: string): void => {
    this.#app.api.exports.forget({ ...this.#one, downloadId }).catch(this.#app.notices.fail);
  };

  readonly showFolder = (downloadId: string): void => {
    this.#app.api.exports.showFolder({ ...this.#one, downloadId }).catch(this.#app.notices.fail);
  };

  get #one() {
    return { connectionId: this.#takeable.connectionId };
  }

  get #wanted() {
    return { ...this.#one, messages: chosenOf(this.#takeable, this.onlyMarked), kinds: this.kinds };
  }

  #anew(): void {
    this.plan.clear();
    void this.plan.load();
  }
}
