import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

import type { Flow } from '../../src-shared/content/artifact/flow.ts';
import { orderFlow } from '../unit/renderer/features/diagram/flow-samples.ts';
import { drawnFlows, withoutCorpus } from './fixtures/corpus-flows.ts';
import type { DiagramPage } from './fixtures/diagram-page/page.svelte.ts';
import { type DiagramWindow, openDiagramWindow } from './fixtures/diagram-window.ts';

// The diagram alone in a window with the app's policy: texts have widths in a browser only.
test.describe.configure({ mode: 'serial' });

let opened: DiagramWindow;
test.beforeAll(async () => {
  opened = await openDiagramWindow();
});
test.afterAll(() => opened.close());
test.afterEach(() => {
  expect(opened.faults, 'errors of the page, violations of the policy').toEqual([]);
});

interface Global {
  readonly diagramPage: DiagramPage;
}

function draw(flow: Flow): Promise<number> {
  return opened.page.evaluate((shown) => (globalThis as unknown as Global).diagramPage.draw(shown), flow);
}

function selected(): Promise<string | undefined> {
  return opened.page.evaluate(() => (globalThis as unknown as Global).diagramPage.selected());
}

test('flows of the corpus are drawn, one of each eight', async () => {
  test.skip(withoutCorpus !== undefined, withoutCorpus);
  const drawn = await drawnFlows(opened.page, { every: 8 });
  expect(drawn.length).toBeGreaterThan(26);
  for (const { artifact, shapes, wanted } of drawn) expect(shapes, artifact).toBe(wanted);
});

test('is walked by keyboard, told in words, and free of axe findings', async () => {
  const { page } = opened;
  await draw(orderFlow());
  await expect(page.getByText('the places were found for you')).toBeVisible();
  const canvas = page.getByRole('application', { name: 'Diagram of Order to S/4HANA' });
  await canvas.focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect(page.getByText('Check, Groovy Script. 4 of')).toBeAttached();
  await page.keyboard.press('Enter');
  expect(await selected()).toBe('Check');
  await expect(page.locator('.is-selected')).toHaveAttribute('data-element-id', '#Check');
  await page.keyboard.press('Escape');
  expect(await selected()).toBeUndefined();
  await page.locator('[data-element-id="#Keep"]').click();
  expect(await selected()).toBe('Keep');
  await page.locator('[data-element-id="#channel Web Shop to Start"]').click();
  expect(await selected()).toBe('channel Web Shop to Start');
  await expect(page.getByRole('list', { name: 'Steps in order' })).toContainText(
    'valid?, Router, leads to Send order, Request Reply (yes); Keep, Write (no)',
  );
  for (const theme of ['light', 'dark', 'contrast']) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .analyze();
    expect(
      violations.map(({ id }) => id),
      theme,
    ).toEqual([]);
  }
});

test('finds steps, shows marks, and keeps the mark of bpmn.io in view', async () => {
  const { page } = opened;
  await draw(orderFlow());
  await page.getByRole('application').focus();
  await page.keyboard.press('/');
  await page.getByRole('searchbox', { name: 'Find a step or channel' }).fill('script');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await expect(page.locator('.is-found')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.locator('.is-found')).toHaveCount(0);
  await page.evaluate(() => (globalThis as unknown as Global).diagramPage.select('Ask'));
  await expect(page.locator('.is-selected')).toHaveAttribute('data-element-id', '#Ask');
  await page.evaluate(() =>
    (globalThis as unknown as Global).diagramPage.mark({ Check: 'changed', Keep: 'added' }),
  );
  await expect(page.locator('.layer-marks title')).toHaveText(['changed', 'added']);
  const tools = await page.getByRole('toolbar', { name: 'Diagram tools' }).boundingBox();
  const mark = await page.getByTitle('Powered by bpmn.io').boundingBox();
  if (!tools || !mark) throw new Error('Tools or mark are not there.');
  expect(mark.y).toBeGreaterThan(tools.y + tools.height);
});

test('is saved as SVG and as PNG in a theme of choice', async () => {
  const { page } = opened;
  await draw(orderFlow());
  for (const name of ['SVG, dark', 'PNG, light']) {
    await page.getByRole('button', { name: 'Save the diagram' }).click();
    await page.getByRole('menuitem', { name }).click();
  }
  const count = (): Promise<number> =>
    page.evaluate(() => (globalThis as unknown as Global).diagramPage.saved().length);
  await expect.poll(count).toBe(2);
  const saved = await page.evaluate(() =>
    (globalThis as unknown as Global).diagramPage
      .saved()
      .map(({ format, bytes }) => ({ format, bytes: [...bytes] })),
  );
  const [svg, png] = saved.map(({ bytes }) => Buffer.from(bytes));
  const text = svg?.toString() ?? '';
  expect(text).toContain('fill="#10151a"');
  expect(text).not.toMatch(/var\(|class=|<style|href/);
  expect(png?.subarray(1, 4).toString()).toBe('PNG');
  const width = Number(/ width="([\d.]+)"/.exec(text)?.[1]);
  expect(png?.readUInt32BE(16)).toBe(Math.floor(width * 2));
});
