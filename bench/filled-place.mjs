import { newPlace, openApp } from './app-window.mjs';
import { startDemoTenant } from './demo-tenant.mjs';

const range = { kind: 'last', minutes: 30 * 24 * 60 };

/**
 * A place whose library has that many messages of 30 days, with their list as the tab in front.
 * @param {number} messages
 */
export async function filledPlace(messages) {
  const place = await newPlace();
  try {
    await fill(place, messages);
  } catch (fault) {
    await place.remove();
    throw fault;
  }
  return place;
}

/** @param {Awaited<ReturnType<typeof newPlace>>} place @param {number} messages */
async function fill(place, messages) {
  const tenant = await startDemoTenant(['--messages', String(messages), '--seed', '7']);
  const app = await openApp(place);
  try {
    const connectionId = await app.connect(tenant.key());
    const { jobId } = /** @type {{ jobId: string }} */ (
      await app.ask('messages.sync', { connectionId, range })
    );
    await app.jobEnds(jobId);
    const { loaded } = /** @type {{ loaded: number }} */ (
      await app.ask('messages.loaded', { connectionId, range })
    );
    if (loaded < messages * 0.99) throw new Error(`Only ${loaded} of ${messages} messages came in.`);
    await app.page.getByRole('treeitem', { name: /Bench/ }).dblclick();
    await app.page
      .getByRole('button', { name: /^Messages/ })
      .first()
      .click();
    await app.page.getByRole('button', { name: /^Time range/ }).click();
    await app.page.getByRole('menuitemcheckbox', { name: 'Last 30 days' }).click();
    await app.page
      .getByText(/messages\./)
      .first()
      .waitFor();
  } finally {
    await app.end();
    await tenant.end();
  }
}
