import { newPlace, openApp } from '../app-window.mjs';
import { startDemoTenant, tokenOf } from '../demo-tenant.mjs';
import { median } from '../harness.mjs';

/** A busy tenant, so that enough begins while one waits: at night seven a minute, by day fifty. */
const messages = 1_000_000;
const wanted = 30;
/** ms between two looks of the reference, which asks far oftener than anybody should. */
const look = 250;
const longest = 15 * 60_000;

/**
 * From a message becoming visible on the tenant to it standing in the table, in live mode. When it became visible is told by a plain
 * client that asks four times a second; half of that is how late such a client would be.
 */
export async function liveDelay() {
  const tenant = await startDemoTenant(['--messages', String(messages), '--seed', '7']);
  const place = await newPlace();
  const app = await openApp(place);
  try {
    await app.connect(tenant.key());
    await app.page.getByRole('treeitem', { name: /Bench/ }).dblclick();
    await app.page
      .getByRole('button', { name: /^Messages/ })
      .first()
      .click();
    await app.page.getByText(/Loaded completely/).waitFor({ timeout: 120_000 });
    await app.page.getByRole('button', { name: 'Live', exact: true }).click();
    const perHour = await app.page
      .getByText(/requests an hour/)
      .filter({ visible: true })
      .textContent();
    const shown = await watchTable(app.page);
    const visible = await watchTenant(tenant.key());
    /** @type {number[]} */
    let delays = [];
    const end = Date.now() + longest;
    while (delays.length < wanted && Date.now() < end) {
      await new Promise((done) => setTimeout(done, 1000));
      const rows = await shown();
      delays = [...visible.first].flatMap(([guid, at]) => {
        const row = rows[guid];
        return row === undefined ? [] : [Math.max(0, row - at + look / 2)];
      });
    }
    await visible.stop();
    if (delays.length < wanted) return `only ${delays.length} messages began in a quarter of an hour`;
    const sorted = delays.toSorted((a, b) => a - b);
    return {
      name: 'live-delay',
      ours: median(delays),
      reference: look / 2,
      budget: 10_000,
      more: true,
      unit: 'ms',
      runs: delays.length,
      note: `95 % within ${Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0)} ms; ${perHour?.trim() ?? ''}`,
    };
  } finally {
    await app.end();
    await place.remove();
    await tenant.end();
  }
}

/**
 * Notes in the window when each message id first stood in the table; answers how to read that.
 * @param {import('@playwright/test').Page} page @returns {Promise<() => Promise<Record<string, number>>>}
 */
async function watchTable(page) {
  await page.evaluate(() => {
    const { document, MutationObserver } = /** @type {any} */ (globalThis);
    /** @type {Record<string, number>} */
    const seen = {};
    Object.assign(globalThis, { seenMessages: seen });
    const lookAt = () => {
      for (const id of document.querySelectorAll('[role="grid"] [data-index]')) {
        for (const guid of id.textContent.match(/A[\w-]{27}/g) ?? []) seen[guid] ??= Date.now();
      }
    };
    lookAt();
    new MutationObserver(lookAt).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => /** @type {any} */ (globalThis).seenMessages);
}

/**
 * Asks the tenant itself again and again which messages of the last minutes can be seen.
 * @param {import('../app-window.mjs').Key} key
 */
async function watchTenant(key) {
  const authorization = `Bearer ${await tokenOf(key)}`;
  /** @type {Map<string, number>} */
  const first = new Map();
  /** @type {Set<string>} */
  const before = new Set();
  let isOn = true;
  const ask = async () => {
    const since = new Date(Date.now() - 10 * 60_000).toISOString().slice(0, 23);
    const query = new URLSearchParams({
      $filter: `LogStart ge datetime'${since}'`,
      $select: 'MessageGuid',
      $orderby: 'LogStart desc',
      $top: '1000',
    });
    const answer = await fetch(`${key.url}/api/v1/MessageProcessingLogs?${query.toString()}`, {
      headers: { authorization, accept: 'application/json' },
    });
    const at = Date.now();
    const { d } = /** @type {{ d: { results: { MessageGuid: string }[] } }} */ (await answer.json());
    return { at, guids: d.results.map(({ MessageGuid }) => MessageGuid) };
  };
  for (const guid of (await ask()).guids) before.add(guid);
  const watching = (async () => {
    while (isOn) {
      const { at, guids } = await ask();
      for (const guid of guids) if (!before.has(guid) && !first.has(guid)) first.set(guid, at);
      await new Promise((done) => setTimeout(done, look));
    }
  })();
  return {
    first,
    stop: async () => {
      isOn = false;
      await watching;
    },
  };
}
