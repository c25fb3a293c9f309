import type { WriteGates } from './write-gates.ts';

/** The part of Electron's `app` that matters here. */
export interface QuittingApp {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  quit(): void;
}

/** Open gates close when the app ends, and the journal says so before it does. */
export function closeBeforeQuit(
  app: QuittingApp,
  gates: Pick<WriteGates, 'list' | 'closeAll'>,
  failed: (fault: unknown) => void,
): void {
  app.on('before-quit', (event) => {
    if (gates.list().length === 0) return;
    event.preventDefault();
    gates
      .closeAll('app-ended')
      .catch(failed)
      .finally(() => {
        app.quit();
      });
  });
}
