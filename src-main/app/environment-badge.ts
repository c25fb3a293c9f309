import { nativeImage } from 'electron';

import type { Environment } from '../../src-shared/model/connections.ts';

const words: Readonly<Record<Environment, string>> = {
  development: 'Development',
  test: 'Test',
  production: 'Production',
  other: 'Other',
};

/** Same hues as the tokens `--env-*` of the light theme. */
const hues: Readonly<Record<Environment, readonly [number, number, number]>> = {
  development: [0x1b, 0x7a, 0x3d],
  test: [0x92, 0x54, 0x00],
  production: [0xb9, 0x1c, 0x22],
  other: [0x5a, 0x68, 0x75],
};

const size = 16;

/** Title and icon badge name the environment in front: never by colour alone. */
export function showEnvironment(
  window: Electron.BrowserWindow,
  name: string | undefined,
  environment: Environment | undefined,
): void {
  const word = environment === undefined ? undefined : words[environment];
  const parts = [name, word, 'Tenant Atlas'].filter((part) => part !== undefined);
  window.setTitle(parts.join(' – '));
  if (process.platform === 'win32') {
    window.setOverlayIcon(environment === undefined ? null : badge(environment), word ?? '');
  }
}

function badge(environment: Environment): Electron.NativeImage {
  const [red, green, blue] = hues[environment];
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const inside = Math.hypot(x - (size - 1) / 2, y - (size - 1) / 2) < size / 2;
      // Electron's bitmaps are BGRA.
      if (inside) pixels.set([blue, green, red, 255], (y * size + x) * 4);
    }
  }
  return nativeImage.createFromBitmap(pixels, { width: size, height: size });
}
