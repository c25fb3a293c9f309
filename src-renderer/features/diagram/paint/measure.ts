import type { Measures } from '../drawing/draw-flow.ts';
import type { Measure } from '../drawing/wrap-text.ts';
import { nameSize, smallSize } from './looks.ts';

/** Where there is no canvas to ask: the usual width of letters in a sans serif font, a little on the wide side. */
const usualWidth = 0.56;

/** Measures by the window's font without touching its layout. */
export function createMeasures(): Measures {
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-family') || 'sans-serif';
  return {
    name: measureIn(`${nameSize}px ${family}`, nameSize),
    small: measureIn(`${smallSize}px ${family}`, smallSize),
  };
}

function measureIn(font: string, size: number): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * size * usualWidth;
  context.font = font;
  return (text) => context.measureText(text).width;
}
