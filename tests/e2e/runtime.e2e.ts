import { expect, test } from './fixtures/shared-window.ts';
import { RuntimePage } from './pages/runtime-page.ts';

test.describe.configure({ mode: 'default' });

test.describe('runtime', () => {
  test.beforeEach(async ({ shared }) => {
    await shared.walk.area('Runtime');
    await new RuntimePage(shared.window).chip('All deployed').click();
  });

  test('lists everything that is deployed, as many as the tenant has', async ({ shared }) => {
    const runtime = new RuntimePage(shared.window);
    const deployed = await shared.tenant.read('IntegrationRuntimeArtifacts', {});
    await expect.poll(() => runtime.count()).toBe(deployed.length);
    for (const title of ['State', 'Name', 'Type', 'Version', 'Deployed by', 'Deployed']) {
      await expect(runtime.table.getByRole('columnheader', { name: title, exact: true })).toBeVisible();
    }
  });

  test('says why something does not run, in readable form', async ({ shared }) => {
    const runtime = new RuntimePage(shared.window);
    await runtime.chip('Error').click();
    await expect(runtime.rows().filter({ hasNotText: 'Error' })).toHaveCount(0);
    await shared.walk.inspect(runtime.rows().first());
    const error = shared.window.getByRole('group', { name: 'Error of the deployed artifact' });
    await expect(error).not.toBeEmpty();
    // The tenant answers with nested JSON; nobody wants to read that at night.
    expect(await error.textContent()).not.toMatch(/[{}]|childInstances|parameter"/);
  });

  test('marks what has no design-time counterpart', async ({ shared }) => {
    const runtime = new RuntimePage(shared.window);
    const chip = runtime.chip('No counterpart');
    const said = Number(((await chip.textContent()) ?? '').replaceAll(/\D/g, ''));
    expect(said).toBeGreaterThan(0);
    await chip.click();
    await expect.poll(() => runtime.count()).toBe(said);
    await expect(runtime.rows('No design-time counterpart')).toHaveCount(said);
  });

  test('filters as one types and opens a page of its own', async ({ shared }) => {
    const runtime = new RuntimePage(shared.window);
    await shared.window
      .getByRole('searchbox', { name: /^Filter .*deployed artifacts/ })
      .fill('webshop order');
    await expect.poll(() => runtime.count()).toBeLessThan(10);
    await shared.walk.open(runtime.rows('Webshop Order Intake').first());
    await expect(shared.window.getByRole('heading', { name: 'Webshop Order Intake' }).last()).toBeVisible();
    await expect(shared.window.getByRole('button', { name: /^Copy endpoint/ }).last()).toBeVisible();
  });
});
