import { basename } from 'node:path';
import type { Writable } from 'node:stream';

import { readContent } from './read-content.ts';
import { oneLine, Refusal } from './refusal.ts';
import { summary } from './summary.ts';

/** For the bench, which measures the same bundle. */
export { readContent } from './read-content.ts';

export const usage =
  'Usage: npm run --silent inspect -- FILE… [--json]\nReads artifacts and package exports, zipped or unpacked. See docs/inspect.md.\n';

/** `inspect`: a document or a summary per readable file, a line per unreadable one. Answers the exit code. */
export async function runCommandLine(
  args: readonly string[],
  out: Writable,
  errors: Writable,
): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('--'));
  const files = args.filter((arg) => !arg.startsWith('--'));
  const unknown = options.find((option) => option !== '--json' && option !== '--help');
  if (unknown !== undefined || files.length === 0) {
    if (unknown !== undefined) errors.write(`There is no option ${unknown}.\n`);
    (options.includes('--help') ? out : errors).write(usage);
    return options.includes('--help') && unknown === undefined ? 0 : 2;
  }
  let code = 0;
  for (const file of files) {
    try {
      const model = await readContent(file);
      await write(
        out,
        options.includes('--json')
          ? `${JSON.stringify({ file, ...model }, everyField)}\n`
          : summary(basename(file), model),
      );
    } catch (fault) {
      errors.write(`${oneLine(file)}: ${reasonOf(fault)}\n`);
      code = 1;
    }
  }
  return code;
}

/** A fault of the reader is told as such, and does not keep the other files from being read. */
function reasonOf(fault: unknown): string {
  if (fault instanceof Refusal) return fault.message;
  return oneLine(`The reader failed: ${fault instanceof Error ? fault.message : String(fault)}`);
}

/** Waits where the reader of a pipe is slower, so that documents do not pile up in memory. */
async function write(out: Writable, text: string): Promise<void> {
  if (out.write(text)) return;
  await new Promise<void>((resolve) => out.once('drain', resolve));
}

/** Every document has the same fields: what is not there is null. */
function everyField(_name: string, value: unknown): unknown {
  return value === undefined ? null : value;
}
