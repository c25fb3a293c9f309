import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../scripts/setup/project.mjs';

const corpus = join(root, '..', 'shared', 'corpus');

/** Real artifacts as zips, where they are. @returns {readonly string[]} */
function corpusArtifacts() {
  if (!existsSync(join(corpus, 'index.tsv'))) return [];
  return readdirSync(corpus, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.zip') && /[/\\]artifacts$/.test(entry.parentPath),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * From the drop of a zip on the window until its diagram is drawn, for every flow of ../shared/corpus. What is no flow is passed
 * over. Answers `undefined` where there is no corpus.
 * @param {import('@playwright/test').Page} page
 * @param {number} every 1 for all of them, 8 for each eighth
 */
export async function dropFlows(page, every) {
  const files = corpusArtifacts().filter((_file, at) => at % every === 0 || isLargest(_file));
  if (files.length === 0) return undefined;
  await page.evaluate(() => {
    const { document } = /** @type {any} */ (globalThis);
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench-files';
    input.hidden = true;
    document.body.append(input);
  });
  const choose = await fileChooser(page);
  /** @type {{ drawn: number, shapes: number }[]} */
  const measured = [];
  for (const file of files) {
    await choose(file);
    const drawn = await page.evaluate(drop);
    if (drawn) measured.push(drawn);
    await page.keyboard.press('Control+w');
  }
  const times = measured.map(({ drawn }) => drawn).toSorted((a, b) => a - b);
  const largest = measured.toSorted((a, b) => b.shapes - a.shapes)[0];
  return {
    flows: measured.length,
    within99: times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN,
    slowest: times.at(-1) ?? Number.NaN,
    largest,
  };
}

/**
 * Puts a file into the input as a person's choice does, so that Electron knows its path. Playwright sends the bytes to a browser
 * that it did not start itself, and a file made of bytes has no path.
 * @param {import('@playwright/test').Page} page
 */
async function fileChooser(page) {
  const devtools = await page.context().newCDPSession(page);
  const { result } = await devtools.send('Runtime.evaluate', {
    expression: 'document.querySelector("#bench-files")',
  });
  const objectId = result.objectId ?? '';
  return (/** @type {string} */ file) => devtools.send('DOM.setFileInputFiles', { files: [file], objectId });
}

/** The one with the most shapes, also in a short run. @param {string} file */
function isLargest(file) {
  return file.endsWith('Transport_Integration_Contents.zip');
}

/** In the page: drops the chosen file and waits for what it opens. `undefined`: it is no flow. */
function drop() {
  const { document, DragEvent, DataTransfer, requestAnimationFrame } = /** @type {any} */ (globalThis);
  return /** @type {Promise<{ drawn: number, shapes: number } | undefined>} */ (
    new Promise((done, fail) => {
      const [file] = document.querySelector('#bench-files').files;
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(file);
      const began = performance.now();
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      const look = () => {
        const now = performance.now();
        const isShown = (/** @type {any} */ node) => node.getClientRects().length > 0;
        const shapes = [...document.querySelectorAll('.djs-shape')].filter(isShown);
        if (shapes.length > 0) return done({ drawn: now - began, shapes: shapes.length });
        const tabs = [...document.querySelectorAll('[aria-label="Parts of the artifact"] [role="tab"]')];
        const shown = tabs.filter(isShown).map((tab) => tab.textContent?.trim() ?? '');
        if (shown.length > 0 && !shown.some((text) => text.startsWith('Diagram'))) return done(undefined);
        if (now - began > 20_000) return fail(new Error(`${file.name} was not drawn.`));
        return requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    })
  );
}
