import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { root, say } from './setup/project.mjs';
import { runCommand } from './setup/run-command.mjs';
import { sandboxSwitches } from './setup/sandbox.mjs';
import { setUp } from './setup/set-up.mjs';
import { withDisplay } from './setup/with-display.mjs';

/** `npm run dev`: the window reloads hot, a change of main, preload, library host or demo tenant restarts the app. */
await runCommand(async () => {
  const { executable } = await setUp();
  const [{ build, createServer }, { parts }] = await Promise.all([
    import('vite'),
    import('./build/configurations.mjs'),
  ]);
  const all = parts(true);
  const renderer = all.find(({ name }) => name === 'renderer');
  if (!renderer) throw new Error('There is no renderer to serve.');
  const server = await createServer({ ...renderer.configuration, server: { host: '127.0.0.1', port: 0 } });
  await server.listen();
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The development server has no address.');
  say(`The window is served from ${address}`);
  await withDisplay(async (environment) => {
    /** @type {import('node:child_process').ChildProcess | undefined} */
    let app;
    let restarting = false;
    const startApp = () => {
      app = spawn(executable, [root, ...sandboxSwitches(executable), ...process.argv.slice(2)], {
        stdio: 'inherit',
        env: { ...process.env, ...environment, TENANT_ATLAS_DEV_SERVER_URL: address },
      });
      return app;
    };
    const watchers = await Promise.all(
      all
        .filter(({ name }) => name !== 'renderer')
        .map(({ configuration }) =>
          build({ ...configuration, build: { ...configuration.build, watch: {} } }),
        ),
    );
    await Promise.all(watchers.map((watcher) => firstBuild(/** @type {Watcher} */ (watcher))));
    for (const watcher of /** @type {Watcher[]} */ (watchers)) {
      watcher.on('event', (event) => {
        if (event.code !== 'END' || !app || restarting) return;
        restarting = true;
        say('Main has changed; restarting.');
        app.once('exit', () => {
          restarting = false;
          startApp();
        });
        app.kill('SIGTERM');
      });
    }
    let ended = startApp();
    // A restart is no end: wait for the app that ends by itself.
    do {
      ended = app ?? ended;
      await once(ended, 'exit');
    } while (restarting || app !== ended);
    for (const watcher of /** @type {Watcher[]} */ (watchers)) await watcher.close();
    await server.close();
  });
});

/** @typedef {{ on(name: 'event', listener: (event: { code: string, error?: unknown }) => void): void, close(): Promise<void> }} Watcher */

/** @param {Watcher} watcher @returns {Promise<void>} */
function firstBuild(watcher) {
  return new Promise((done, failed) => {
    watcher.on('event', ({ code, error }) => {
      if (code === 'END') done();
      if (code === 'ERROR') failed(error);
    });
  });
}
