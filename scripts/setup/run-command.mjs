import { say, Stop } from './project.mjs';
import { endOnSignals } from './run-program.mjs';

/**
 * Runs a command of the project: a `Stop` prints its message, anything else its stack.
 * @param {() => Promise<void>} command
 */
export async function runCommand(command) {
  endOnSignals();
  // Who reads the output may have had enough of it, as `head` does.
  process.stdout.on('error', (fault) => {
    if (/** @type {NodeJS.ErrnoException} */ (fault).code === 'EPIPE') process.exit();
    throw fault;
  });
  try {
    await command();
  } catch (fault) {
    const stop = fault instanceof Stop ? fault : undefined;
    say(stop ? stop.message : String(/** @type {Error} */ (fault).stack));
    // Servers and watchers that are still open must not hold a command that has failed.
    process.exit(stop?.exitCode ?? 1);
  }
}
