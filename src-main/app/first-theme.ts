import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Theme, themes } from '../../src-shared/model/preferences.ts';

/**
 * The theme that the person chose, read before anything else is built, so that the first frame has it. A file that is missing or cannot
 * be read is for the settings to tell, a moment later.
 */
export function firstTheme(userData: string): Theme {
  return themes.find((theme) => theme === keptTheme(join(userData, 'preferences.json'))) ?? 'system';
}

function keptTheme(file: string): unknown {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { preferences?: { theme?: unknown } } | null;
    return kept?.preferences?.theme;
  } catch {
    return undefined;
  }
}
