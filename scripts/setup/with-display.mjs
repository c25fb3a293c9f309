import { hasDisplay, startXvfb } from './display.mjs';

/**
 * Runs something that opens windows, with the display there is or one of Xvfb's.
 * @template T
 * @param {(environment: NodeJS.ProcessEnv) => Promise<T>} run
 */
export async function withDisplay(run) {
  if (hasDisplay()) return run({});
  const xvfb = await startXvfb();
  try {
    return await run({ DISPLAY: xvfb.display });
  } finally {
    await xvfb.end();
  }
}
