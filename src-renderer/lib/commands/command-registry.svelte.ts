import { SvelteMap } from 'svelte/reactivity';

import type { IconName } from '../../components/icon/icon-paths.ts';

/** One action of the app: in the palette, and on a key where `keyboard.ts` names its id. */
export interface Command {
  /** Such as `view.refresh`; keys are bound to ids. Of two with the same id the later one counts. */
  readonly id: string;
  readonly title: string;
  /** Heading in the palette, such as "View". */
  readonly group: string;
  readonly icon?: IconName;
  readonly run: () => void;
}

/** Every action that is possible now. Components add what they can do and take it away with themselves. */
export class CommandRegistry {
  readonly #sources = new SvelteMap<number, () => readonly Command[]>();
  #count = 0;

  readonly all = $derived.by(() => {
    const all = [...this.#sources.values()].flatMap((source) => source());
    return all.filter((command, index) => all.findLastIndex(({ id }) => id === command.id) === index);
  });

  /** Answers how to take them away again; made to be returned from an `$effect`. */
  add(commands: () => readonly Command[]): () => void {
    this.#count += 1;
    const key = this.#count;
    this.#sources.set(key, commands);
    return () => {
      this.#sources.delete(key);
    };
  }

  /** False where no such action is possible now. */
  run(id: string): boolean {
    const command = this.all.find((candidate) => candidate.id === id);
    command?.run();
    return command !== undefined;
  }
}
