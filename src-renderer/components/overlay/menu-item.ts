import type { IconName } from '../icon/icon-paths.ts';

export interface MenuItem {
  readonly id: string;
  readonly text: string;
  readonly icon?: IconName | undefined;
  /** Keys as shown at the right. */
  readonly keys?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Present on items that are switched on and off. */
  readonly checked?: boolean | undefined;
  readonly danger?: boolean | undefined;
  /** A line above. */
  readonly separated?: boolean | undefined;
  readonly run: () => void;
}
