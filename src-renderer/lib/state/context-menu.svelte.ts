import type { MenuItem } from '../../components/overlay/menu-item.ts';

export interface MenuPlace {
  readonly clientX: number;
  readonly clientY: number;
  /** Buttons that are still down, as in a `MouseEvent`. */
  readonly buttons?: number;
}

/** The one menu under the right button. */
export class ContextMenuState {
  shown = $state.raw<{ readonly items: readonly MenuItem[]; readonly place: MenuPlace }>();

  open(items: readonly MenuItem[], { clientX, clientY, buttons = 0 }: MenuPlace): void {
    if (items.length === 0) return;
    const show = (): void => {
      this.shown = { items, place: { clientX, clientY } };
    };
    // On Linux and macOS the button is still down, and letting it go beside an open popover would close it.
    if (buttons === 0) show();
    else window.addEventListener('pointerup', () => setTimeout(show), { once: true });
  }

  readonly close = (): void => {
    this.shown = undefined;
  };
}
