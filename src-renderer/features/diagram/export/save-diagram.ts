import type { AppState } from '../../../lib/state/app-state.svelte.ts';
import type { Drawing } from '../drawing/drawing.ts';
import { createMeasures } from '../paint/measure.ts';
import type { Mark } from '../paint/paint-marks.ts';
import type { PathMarks } from '../paint/paint-path.ts';
import { type DrawnTheme, themeTokens } from './theme-tokens.ts';
import { toPng } from './to-png.ts';
import { exportedPart, toSvg } from './to-svg.ts';

export interface DiagramExport {
  readonly name: string;
  readonly format: 'svg' | 'png';
  readonly theme: DrawnTheme;
  readonly drawing: Drawing;
  readonly marks: ReadonlyMap<string, Mark> | undefined;
  readonly path: PathMarks | undefined;
}

/** Asks for a place and writes the diagram there. */
export async function saveDiagram(app: AppState, wanted: DiagramExport): Promise<void> {
  const { name, format, theme, drawing, marks, path } = wanted;
  const svg = toSvg(drawing, {
    title: name,
    tokens: themeTokens(theme),
    measures: createMeasures(),
    marks,
    path,
  });
  const { width, height } = exportedPart(drawing);
  const bytes = format === 'svg' ? new TextEncoder().encode(svg) : await toPng(svg, width, height);
  const saved = await app.api.diagram.save({ name, format, bytes });
  if (saved) app.notices.say(`Saved as ${saved.file}`);
}
