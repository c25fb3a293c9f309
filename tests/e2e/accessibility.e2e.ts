import { expect, test } from './fixtures/test.ts';
import { colourRules, findings, viewsAreAccessible } from './pages/accessible-views.ts';

test.describe('accessibility', () => {
  test.describe.configure({ timeout: 180_000 });

  test('axe notices a mistake', async ({ running: { window } }) => {
    await window.evaluate(() => {
      document.body.append(document.createElement('button'));
    });
    expect(await findings(window)).toContainEqual(expect.stringContaining('button-name'));
    await window.evaluate(() => {
      const pale = document.createElement('p');
      pale.textContent = 'Hardly to be read';
      pale.setAttribute('class', 'pale');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.pale { position: fixed; inset: 0 auto auto 0; color: #ddd; background: #eee; }');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      document.body.append(pale);
    });
    expect(await findings(window, colourRules)).toContainEqual(expect.stringContaining('color-contrast'));
  });

  viewsAreAccessible({ everywhere: false });
});
