import { newPlace, openApp } from '../app-window.mjs';
import { startDemoTenant } from '../demo-tenant.mjs';
import { median, round } from '../harness.mjs';
import { dropFlows } from './dropped-flows.mjs';

/** Flows that are opened; each once, because a tab that was in front stays alive. */
const most = 40;
/** Milliseconds for 99 % of real flows, dropped as files, and for the largest of them. */
const budgetOfMost = 300;
const budgetOfLargest = 1_000;

/**
 * From opening an integration flow, whose zip is in the library, until its diagram is drawn; against the same click until the
 * next frame. What is answered is the median; the note has the slowest, and the same for real flows dropped as files, which have budgets of their own.
 * @param {number} [runs] flows that are opened
 */
export async function openArtifact(runs = most) {
  const tenant = await startDemoTenant(['--seed', '7', '--messages', '1000']);
  const place = await newPlace();
  const app = await openApp(place);
  try {
    const connectionId = await app.connect(tenant.key());
    const lists = /** @type {{ jobId: string }} */ (
      await app.ask('content.refresh', { connectionId, mode: 'changed' })
    );
    await app.jobEnds(lists.jobId);
    await app.ask('downloads.start', {
      ...{ connectionId, scope: { of: 'tenant' }, mode: 'changed', form: 'library' },
    });
    const [run] = /** @type {{ jobId: string }[]} */ (await app.ask('downloads.list', { connectionId }));
    await app.jobEnds(run?.jobId ?? '');
    const { page } = app;
    await page.getByRole('treeitem', { name: /Bench/ }).dblclick();
    const filter = page.getByRole('searchbox', { name: /^Filter (?:[\d,.]+ )?artifacts?$/ });
    await filter.waitFor();
    const { rows } = /** @type {{ rows: { name: string, version?: string }[] }} */ (
      await app.ask('content.artifacts', {
        connectionId,
        filter: { chip: 'all', kind: 'IntegrationFlow' },
        ...{ sort: { column: 'name', direction: 'ascending' }, offset: 0, limit: 500 },
      })
    );
    // Drafts are asked for each time they are opened: that would be the network's time.
    const flows = rows.filter(({ version }) => version !== undefined).slice(0, runs + 1);
    /** @type {number[]} */
    const ours = [];
    /** @type {number[]} */
    const reference = [];
    for (const { name } of flows) {
      await filter.fill(name);
      const row = page.getByRole('grid', { name: 'Artifacts' }).getByRole('row').filter({ hasText: name });
      await row.first().waitFor();
      const measured = await page.evaluate(drawn, name);
      ours.push(measured.drawn);
      reference.push(measured.frame);
      await page.keyboard.press('Control+w');
    }
    // The first one loads the code of diagrams, and is told apart.
    const [first = 0, ...others] = ours;
    const slowest = Math.max(...others);
    const dropped = await dropFlows(page, runs < most ? 8 : 1);
    return {
      name: 'open-artifact',
      ours: median(others),
      reference: median(reference.slice(1)),
      budget: budgetOfMost,
      more: true,
      unit: 'ms',
      runs: others.length,
      missed: dropped ? missedBy(dropped) : [],
      note: [
        `slowest ${Math.round(slowest)} ms, the first of a session ${Math.round(first)} ms`,
        dropped
          ? `${dropped.flows} real flows dropped as files: 99 % within ${round(dropped.within99)} ms, the one with ${dropped.largest?.shapes} shapes ${round(dropped.largest?.drawn ?? Number.NaN)} ms, the slowest ${round(dropped.slowest)} ms`
          : '../shared/corpus is not there',
      ].join('; '),
    };
  } finally {
    await app.end();
    await place.remove();
    await tenant.end();
  }
}

/** @param {NonNullable<Awaited<ReturnType<typeof dropFlows>>>} dropped */
function missedBy({ within99, largest }) {
  return [
    ...(within99 > budgetOfMost ? [`99 % of the flows within ${round(within99)} ms of ${budgetOfMost}`] : []),
    ...(largest && largest.drawn > budgetOfLargest
      ? [`the largest flow in ${round(largest.drawn)} ms of ${budgetOfLargest}`]
      : []),
  ];
}

/**
 * In the page: opens the row of that name and waits for its diagram.
 * @param {string} name
 */
function drawn(name) {
  const { document, MouseEvent, requestAnimationFrame } = /** @type {any} */ (globalThis);
  return /** @type {Promise<{ drawn: number, frame: number }>} */ (
    new Promise((done, fail) => {
      const rows = [...document.querySelectorAll('[role="grid"][aria-label="Artifacts"] [data-index]')];
      const row = rows.find((one) => one.textContent?.includes(name));
      if (!row) {
        fail(new Error(`There is no row of ${name}.`));
        return;
      }
      let frame = 0;
      const began = performance.now();
      row.querySelector('[role="gridcell"]')?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      const look = () => {
        const now = performance.now();
        if (frame === 0) frame = now - began;
        const visible = [...document.querySelectorAll('[role="tab"]')].find(
          (tab) => tab.textContent?.trim() === 'Diagram' && tab.getClientRects().length > 0,
        );
        if (visible?.getAttribute('aria-selected') === 'false') visible.click();
        const shapes = [...document.querySelectorAll('.djs-shape')].some(
          (/** @type {any} */ shape) => shape.getClientRects().length > 0,
        );
        if (shapes) done({ drawn: now - began, frame });
        else if (now - began > 20_000) fail(new Error(`The diagram of ${name} was not drawn.`));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    })
  );
}
