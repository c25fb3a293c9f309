import { z } from 'zod';

import type { SettingsFile } from '../settings/settings-file.ts';

const schema = z.object({
  project: z.string(),
  connections: z.array(
    z.object({ id: z.string(), name: z.string(), host: z.string(), texts: z.array(z.string()) }),
  ),
});

/** An end that has begun: what its connections were, as long as something of them may be left. */
export type ProjectToEnd = z.infer<typeof schema>;

/** Whether a file of the user data folder is `projects.json`, or one on its way to it. */
export function isOfUnfinishedEnd(name: string): boolean {
  return name.startsWith('projects.json');
}

/** `projects.json`: written before the first deletion and emptied after the last, so that a kill in between loses nothing. */
export class UnfinishedEnd {
  readonly #file: SettingsFile;

  constructor(file: SettingsFile) {
    this.#file = file;
  }

  read(): ProjectToEnd | undefined {
    const kept = schema.safeParse(this.#file.read()['ending']);
    return kept.success ? kept.data : undefined;
  }

  begin(project: ProjectToEnd): void {
    this.#file.write({ version: 1, ending: project });
  }

  finish(): void {
    this.#file.write({ version: 1 });
  }
}
