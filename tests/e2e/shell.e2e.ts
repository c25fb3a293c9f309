import { contract } from '../../src-shared/contract/contract.ts';
import { expect, test } from './fixtures/shared-app.ts';

/** Electron's twenty points (models, section 5) as seen from the running window; SECURITY.md lists them. */
test.describe('the shell', () => {
  test.describe.configure({ mode: 'default' });

  test('loads its own page from its own scheme', async ({ shared }) => {
    expect(new URL(shared.window.url()).href).toMatch(/^app:\/\/tenant-atlas\/index\.html/);
  });

  test('gives the page no Node and no Electron', async ({ shared }) => {
    const reach = await shared.window.evaluate(() => ({
      require: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
      module: typeof (globalThis as { module?: unknown }).module,
      electron: typeof (globalThis as { electron?: unknown }).electron,
    }));
    expect(reach).toEqual({
      require: 'undefined',
      process: 'undefined',
      module: 'undefined',
      electron: 'undefined',
    });
  });

  test('runs the window isolated and sandboxed', async ({ shared }) => {
    const preferences = await shared.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(preferences['nodeIntegrationInWorker'] ?? false).toBe(false);
    expect(preferences['allowRunningInsecureContent'] ?? false).toBe(false);
    expect(preferences['experimentalFeatures'] ?? false).toBe(false);
    expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
  });

  test('denies permissions, asked or checked', async ({ shared }) => {
    const answers = await shared.window.evaluate(async () => {
      const states: Record<string, string> = {};
      for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as const) {
        states[name] = (await navigator.permissions.query({ name: name })).state;
      }
      states['asked'] = await Notification.requestPermission();
      return states;
    });
    expect(answers).toEqual({
      geolocation: 'denied',
      notifications: 'denied',
      camera: 'denied',
      microphone: 'denied',
      midi: 'denied',
      asked: 'denied',
    });
  });

  test('sends the strict policy with every answer of its scheme', async ({ shared }) => {
    const policies = await shared.app.evaluate(async ({ session }) => {
      const read = async (path: string) => {
        const answer = await session.defaultSession.fetch(`app://tenant-atlas/${path}`);
        return answer.headers.get('content-security-policy');
      };
      return [await read('index.html'), await read('absent.html')];
    });
    for (const policy of policies) {
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'none'");
      expect(policy).not.toContain('unsafe');
    }
  });

  test('refuses an inline script, and the test would notice', async ({ shared, expectedFaults }) => {
    expectedFaults.push(/Content Security Policy/, /CSP violation/);
    const ran = await shared.window.evaluate(async () => {
      const violated = new Promise((done) => {
        addEventListener('securitypolicyviolation', done, { once: true });
      });
      const script = document.createElement('script');
      script.textContent = 'globalThis.ranInline = true';
      document.head.append(script);
      await violated;
      return (globalThis as { ranInline?: boolean }).ranInline === true;
    });
    expect(ran).toBe(false);
    await expect.poll(() => shared.faults.cspViolations().length).toBeGreaterThan(0);
  });

  test('stays on its page', async ({ shared }) => {
    const before = shared.window.url();
    await shared.window.evaluate(() => {
      location.href = 'https://example.org/';
    });
    await shared.window.evaluate(() => {
      location.href = 'app://other/index.html';
    });
    const still = await shared.window.evaluate(() => document.querySelector('#app') !== null);
    expect(still).toBe(true);
    expect(shared.window.url()).toBe(before);
  });

  test('loads a crashed page again', async ({ running, expectedFaults }) => {
    expectedFaults.push(/crash/i);
    const loaded = await running.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) throw new Error('There is no window.');
      const again = new Promise<void>((done) => contents.once('did-finish-load', () => done()));
      contents.forcefullyCrashRenderer();
      await again;
      return contents.getURL();
    });
    expect(loaded).toMatch(/^app:\/\/tenant-atlas\/index\.html/);
  });

  test('opens no window', async ({ shared }) => {
    const opened = await shared.window.evaluate(() => window.open('https://example.org/') !== null);
    expect(opened).toBe(false);
    const windows = await shared.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(windows).toBe(1);
  });

  test('attaches no webview', async ({ shared }) => {
    const attached = await shared.window.evaluate(() => {
      const view = document.createElement('webview');
      document.body.append(view);
      const active = 'getWebContentsId' in view;
      view.remove();
      return active;
    });
    expect(attached).toBe(false);
  });

  test('serves files of one folder only', async ({ shared }) => {
    const statuses = await shared.app.evaluate(async ({ session }) => {
      const paths = ['../main/main.js', '%2e%2e/main/main.js', '..%2fmain%2fmain.js', '..%5cmain%5cmain.js'];
      const answers = await Promise.all(
        paths.map((path) => session.defaultSession.fetch(`app://tenant-atlas/${path}`)),
      );
      return answers.map((answer) => answer.status);
    });
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  test('opens only https links outside, and hands on the parsed address', async ({ shared }) => {
    await shared.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      (globalThis as { opened?: string[] }).opened = opened;
      shell.openExternal = (address: string) => {
        opened.push(address);
        return Promise.resolve();
      };
    });
    const replies = await shared.window.evaluate(async () => {
      const { app } = (globalThis as unknown as { tenantAtlas: { app: BridgeApp } }).tenantAtlas;
      interface BridgeApp {
        openLink(input: { url: string }, callId: string): Promise<{ ok: boolean }>;
      }
      const urls = [
        'https://Example.org/a b',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'smb://server/share',
      ];
      return Promise.all(
        urls.map((url, index) => app.openLink({ url }, `link-${index}`).then(({ ok }) => ok)),
      );
    });
    expect(replies).toEqual([true, false, false, false]);
    const opened = await shared.app.evaluate(() => (globalThis as { opened?: string[] }).opened);
    expect(opened).toEqual(['https://example.org/a%20b']);
  });

  test('shows the page named functions only', async ({ shared }) => {
    const bridge = await shared.window.evaluate(() => {
      const { tenantAtlas } = globalThis as unknown as { tenantAtlas: Record<string, unknown> };
      const domains = Object.keys(tenantAtlas).sort();
      const frozen = Object.isFrozen(tenantAtlas);
      return { domains, frozen };
    });
    expect(bridge.domains).toEqual([...Object.keys(contract), 'cancel'].sort());
    expect(bridge.frozen).toBe(true);
  });

  test('refuses a call from a frame that is not its page', async ({ shared }) => {
    const refused = await shared.app.evaluate(async ({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
      const window = new BrowserWindow({
        show: false,
        webPreferences: { sandbox: true, contextIsolation: true, preload },
      });
      await window.loadURL('data:text/html,<title>foreign</title>');
      const reply: unknown = await window.webContents.executeJavaScript(
        'globalThis.tenantAtlas.connections.list(undefined, "1")',
      );
      window.destroy();
      return reply;
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
  });
});
