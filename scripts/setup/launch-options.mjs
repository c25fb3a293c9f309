import { presentElectron } from './electron.mjs';
import { root } from './project.mjs';

/**
 * How tests, tour and bench start the built app: directly, with the Electron that the set-up found.
 * @returns {{ executablePath: string, args: string[], env: Record<string, string> }} `env`: what every run needs, none of it secret
 */
export function launchOptions() {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return {
    executablePath: presentElectron().executable,
    args: [root, ...(asRoot ? ['--no-sandbox'] : [])],
    env: {
      PATH: process.env['PATH'] ?? '',
      DISPLAY: process.env['DISPLAY'] ?? '',
      LANG: 'C.UTF-8',
    },
  };
}
