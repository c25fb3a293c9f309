import type { DiagramState } from './diagram-state.svelte.ts';
import { drawFlow } from './drawing/draw-flow.ts';
import { createMeasures } from './paint/measure.ts';

export interface Mounted {
  readonly onclick: (id: string | undefined) => void;
  readonly onready: () => void;
  readonly onfailure: (caught: unknown) => void;
}

/** bpmn-js is loaded with the first diagram only; the start of the app does not pay for it. */
const loadCanvas = () => import('./canvas/open-canvas.ts');

/** Loads what draws while the flow is still being read. */
export function expectDiagram(): void {
  // Whoever draws is told the same.
  loadCanvas().catch(() => undefined);
}

/** Draws the flow into the host as soon as it has a size: a hidden tab has none. */
export function mountDiagram(
  host: HTMLElement,
  state: DiagramState,
  { onclick, onready, onfailure }: Mounted,
): () => void {
  let isGone = false;
  let isUntouched = true;
  /** Of the host, when the diagram was last fitted to it. */
  let size = '';
  /** The host got another size while the diagram was being drawn. */
  let hasMissed = false;

  const begin = async (): Promise<void> => {
    const { DiagramCanvas } = await loadCanvas();
    if (isGone) return;
    const measures = createMeasures();
    const drawing = drawFlow(state.flow, measures);
    const canvas = await DiagramCanvas.open(host, drawing, measures, {
      onclick,
      onview: (view) => {
        state.view = view;
      },
    });
    if (isGone) {
      canvas.destroy();
      return;
    }
    state.show(canvas, drawing);
    onready();
    if (hasMissed) fit();
  };

  const fit = (): void => {
    const { clientWidth, clientHeight } = host;
    const now = `${clientWidth} ${clientHeight}`;
    if (clientWidth === 0 || clientHeight === 0 || now === size) return;
    if (size === '') {
      size = now;
      begin().catch(onfailure);
    } else if (state.canvas) {
      size = now;
      state.canvas.resized(isUntouched);
    } else {
      hasMissed = true;
    }
  };
  const watcher = new ResizeObserver(fit);
  watcher.observe(host);
  // The watcher speaks with the next frame, which most need not wait for.
  fit();
  const touch = (): void => {
    isUntouched = false;
  };
  for (const event of ['pointerdown', 'wheel', 'keydown'] as const) {
    host.addEventListener(event, touch, { passive: true });
  }
  return () => {
    isGone = true;
    watcher.disconnect();
    state.canvas?.destroy();
    state.gone();
  };
}
