import { spawn } from 'node:child_process';

import { emptyOutput } from './build/build-app.mjs';
import { root, say } from './setup/project.mjs';
import { runCommand } from './setup/run-command.mjs';
import { ended } from './setup/run-program.mjs';
import { sandboxSwitches } from './setup/sandbox.mjs';
import { setUp } from './setup/set-up.mjs';
import { withDisplay } from './setup/with-display.mjs';

/**
 * `npm run dev`: the window reloads hot; a change of main, preload, library host or demo tenant restarts the app.
 * Arguments after `--` go to the app.
 */
await runCommand(async () => {
  const { executable } = await setUp();
  const { parts } = await import('./build/configurations.mjs');
  const all = parts(true);
  emptyOutput();
  const server = await serve(all.filter(({ name }) => name === 'renderer'));
  say(`The window is served from ${server.address}`);
  /** @type {() => void} */
  let changed = () => undefined;
  const watchers = await Promise.all(
    all.filter(({ name }) => name !== 'renderer').map((part) => watch(part, () => changed())),
  );
  await withDisplay(async (environment) => {
    const env = { ...process.env, ...environment, TENANT_ATLAS_DEV_SERVER_URL: server.address };
    // Chromium's own lines about buses and graphics cards hide what a change has broken.
    const args = [root, '--log-level=3', ...sandboxSwitches(executable), ...process.argv.slice(2)];
    for (let again = true; again;) {
      again = false;
      const app = spawn(executable, args, { stdio: 'inherit', env });
      changed = debounced(() => {
        again = true;
        say('A program has changed; restarting.');
        end(app);
      });
      await ended(app);
    }
  });
  for (const watcher of watchers) await watcher.close();
  await server.close();
});

/**
 * @param {import('./build/configurations.mjs').Part[]} renderers the one
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
async function serve(renderers) {
  const { createServer } = await import('vite');
  const server = await createServer({
    ...renderers[0]?.configuration,
    // The renderer's root is its own folder; src-shared and the packages lie above it.
    server: { host: '127.0.0.1', port: 0, fs: { allow: [root] } },
  });
  await server.listen();
  return { address: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** @typedef {{ code: string, error?: Error }} BuildEvent */
/** @typedef {{ on(name: 'event', listener: (event: BuildEvent) => void): void, close(): Promise<void> }} Watcher */

/**
 * Builds one part now and after each change; answers after its first good build.
 * @param {import('./build/configurations.mjs').Part} part @param {() => void} onChange
 * @returns {Promise<Watcher>}
 */
async function watch({ name, configuration }, onChange) {
  const { build } = await import('vite');
  const watcher = /** @type {Watcher} */ (
    await build({ ...configuration, build: { ...configuration.build, watch: {} } })
  );
  await new Promise((/** @type {(value: undefined) => void} */ done) => {
    let isFirst = true;
    watcher.on('event', ({ code, error }) => {
      if (code === 'ERROR') say(`The ${name} does not build:\n${error?.message ?? ''}`);
      if (code !== 'END') return;
      if (!isFirst) onChange();
      isFirst = false;
      done(undefined);
    });
  });
  return watcher;
}

/** Electron loses a SIGTERM that comes while it starts. @param {import('node:child_process').ChildProcess} app */
function end(app) {
  app.kill('SIGTERM');
  const late = setTimeout(() => app.kill('SIGKILL'), 5000);
  app.once('exit', () => clearTimeout(late));
}

/** One restart for a change that several programs share. @param {() => void} act */
function debounced(act) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, 200);
  };
}
