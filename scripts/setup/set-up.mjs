import { installDependencies } from './dependencies.mjs';
import { hasDisplay } from './display.mjs';
import { obtainElectron } from './electron.mjs';
import { Stop } from './project.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/** All that stands between a fresh clone and a window, in order. Cheap when nothing is to be done. */
export async function setUp() {
  checkNode(process.versions.node);
  await installDependencies();
  const electron = await obtainElectron();
  await ensureSystemLibraries({ executable: electron.executable, needsDisplay: !hasDisplay() });
  return electron;
}

/** package.json's `engines`: ^20.19 || >=22.12. @param {string} version */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!fits)
    throw new Stop(
      `Node ${version} is too old: install Node 20.19 or newer, or 22.12 or newer, from nodejs.org.`,
    );
}
