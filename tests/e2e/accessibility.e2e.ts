import { expect, test } from './fixtures/demo-window.ts';
import { colourRules, findings, viewsAreAccessible } from './pages/accessible-views.ts';

test.describe('accessibility', () => {
  test.describe.configure({ mode: 'default', timeout: 180_000 });

  test('nothing moves while axe looks at colours', async ({ shared: { window } }) => {
    const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
    expect(await window.evaluate(isStill)).toBe(true);
  });

  test('axe notices a mistake', async ({ shared: { window } }) => {
    await window.evaluate(() => {
      const nameless = document.createElement('button');
      nameless.className = 'mistake';
      document.body.append(nameless);
    });
    expect(await findings(window)).toContainEqual(expect.stringContaining('button-name'));
    await window.evaluate(() => {
      const pale = document.createElement('p');
      pale.textContent = 'Hardly to be read';
      pale.className = 'mistake pale';
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.pale { position: fixed; inset: 0 auto auto 0; color: #ddd; background: #eee; }');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      document.body.append(pale);
    });
    expect(await findings(window, colourRules)).toContainEqual(expect.stringContaining('color-contrast'));
    await window.evaluate(() => {
      for (const mistake of document.querySelectorAll('.mistake')) mistake.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
    });
  });

  viewsAreAccessible({ everywhere: false });
});
