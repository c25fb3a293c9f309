import type { MenuItem } from '../../components/overlay/menu-item.ts';
import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { Takeable } from './export-choice.svelte.ts';

type OpenDialog =
  | { readonly kind: 'export' | 'payloads'; readonly takeable: Takeable }
  | { readonly kind: 'ticket'; readonly messageGuid: string };

/** Which dialog about taking messages along is open in a view. */
export class TakingAlong {
  open = $state.raw<OpenDialog>();
  readonly #takeable: () => Takeable;
  readonly #selected: () => string | undefined;

  /** `selected` is the message that a ticket would be of. */
  constructor(takeable: () => Takeable, selected: () => string | undefined) {
    this.#takeable = takeable;
    this.#selected = selected;
  }

  readonly export = (): void => {
    this.open = { kind: 'export', takeable: this.#takeable() };
  };

  readonly payloads = (): void => {
    this.open = { kind: 'payloads', takeable: this.#takeable() };
  };

  readonly ticket = (messageGuid: string): void => {
    this.open = { kind: 'ticket', messageGuid };
  };

  readonly close = (): void => {
    this.open = undefined;
  };

  /** For the menu of a toolbar. */
  readonly items = $derived.by((): readonly MenuItem[] => {
    const selected = this.#selected();
    return [
      { id: 'export', text: 'Export messages…', icon: 'download', run: this.export },
      { id: 'payloads', text: 'Download attachments and payloads…', icon: 'paperclip', run: this.payloads },
      {
        id: 'ticket',
        text: 'Ticket of the selected message…',
        icon: 'copy',
        disabled: selected === undefined,
        run: () => {
          if (selected !== undefined) this.ticket(selected);
        },
      },
    ];
  });

  /** The same for the palette. */
  readonly commands = $derived.by((): readonly Command[] =>
    this.items
      .filter(({ disabled }) => disabled !== true)
      .map(({ id, text, icon, run }) => ({
        id: `exports.${id}`,
        title: text.replace('…', ''),
        group: 'Messages',
        ...(icon && { icon }),
        run,
      })),
  );

  /** For the menu of a row. */
  readonly ofMessage = (messageGuid: string): MenuItem => ({
    id: 'ticket',
    text: 'Ticket…',
    icon: 'copy',
    run: () => this.ticket(messageGuid),
  });
}
