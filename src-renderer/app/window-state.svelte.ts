import { createContext } from 'svelte';

/** Which of the window's own dialogs is open. */
export class WindowState {
  dialog = $state<'palette' | 'shortcuts' | 'gate'>();

  readonly open = (dialog: 'palette' | 'shortcuts' | 'gate'): void => {
    this.dialog = dialog;
  };

  readonly close = (): void => {
    this.dialog = undefined;
  };
}

export const [getWindowState, setWindowState] = createContext<WindowState>();
