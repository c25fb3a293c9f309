import type { Command } from '../../lib/commands/command-registry.svelte.ts';
import type { DiagramState } from './diagram-state.svelte.ts';
import type { DrawnTheme } from './export/theme-tokens.ts';

interface DiagramActions {
  readonly find: () => void;
  readonly save: (format: 'svg' | 'png', theme: DrawnTheme) => void;
}

export interface ExportChoice {
  readonly id: string;
  readonly text: string;
  readonly format: 'svg' | 'png';
  readonly theme: DrawnTheme;
}

const themeWords: Readonly<Record<DrawnTheme, string>> = {
  light: 'light',
  dark: 'dark',
  contrast: 'high contrast',
};

/** SVG and PNG in every theme, the formats apart. */
export const exportChoices: readonly ExportChoice[] = (['svg', 'png'] as const).flatMap((format) =>
  (['light', 'dark', 'contrast'] as const).map((theme) => ({
    id: `${format}-${theme}`,
    text: `${format.toUpperCase()}, ${themeWords[theme]}`,
    format,
    theme,
  })),
);

export function diagramCommands(state: DiagramState, { find, save }: DiagramActions): readonly Command[] {
  const { canvas } = state;
  if (!canvas) return [];
  const group = 'Diagram';
  return [
    { id: 'view.filter', title: 'Find in the diagram', group, icon: 'search', run: find },
    { id: 'diagram.fit', title: 'Show the whole diagram', group, icon: 'fit', run: () => canvas.fit() },
    {
      id: 'diagram.actualSize',
      title: 'Show the diagram in actual size',
      group,
      icon: 'search',
      run: () => canvas.actualSize(),
    },
    { id: 'diagram.zoomIn', title: 'Enlarge the diagram', group, icon: 'plus', run: () => canvas.zoom(1.25) },
    { id: 'diagram.zoomOut', title: 'Shrink the diagram', group, icon: 'minus', run: () => canvas.zoom(0.8) },
    ...exportChoices.map(({ id, text, format, theme }): Command => ({
      id: `diagram.save-${id}`,
      title: `Save the diagram as ${text}`,
      group,
      icon: 'download',
      run: () => save(format, theme),
    })),
  ];
}
