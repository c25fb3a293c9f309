import { presentElectron } from './electron.mjs';
import { root } from './project.mjs';

/**
 * How tests, tour and bench start the built app: directly, with the Electron that the set-up found.
 * @returns {{ executablePath: string, args: string[] }}
 */
export function launchOptions() {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return { executablePath: presentElectron().executable, args: [root, ...(asRoot ? ['--no-sandbox'] : [])] };
}
