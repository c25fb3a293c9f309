import { newPlace, openApp } from '../app-window.mjs';
import { startDemoTenant } from '../demo-tenant.mjs';
import { startRecordingProxy } from '../recording-proxy.mjs';

const packages = 300;
const artifacts = 3_000;
const latency = 100;
const perSecond = 10;

/**
 * The contents of a whole tenant into the library, against the smallest number of requests at ten per second: an export for each
 * package without a draft, and one for each artifact of the others. The lists are there before.
 * @param {number} [scale] a part of the usual size, for a quick look
 */
export async function contentWithZips(scale = 1) {
  const size = (/** @type {number} */ whole) => String(Math.max(1, Math.round(whole * Math.min(1, scale))));
  const tenant = await startDemoTenant([
    ...['--packages', size(packages), '--artifacts', size(artifacts)],
    ...['--latency', String(latency), '--seed', '7', '--messages', '1000'],
  ]);
  const proxy = await startRecordingProxy(tenant.url);
  const place = await newPlace();
  const app = await openApp(place);
  try {
    const connectionId = await app.connect(tenant.key(proxy.url));
    const lists = /** @type {{ jobId: string }} */ (
      await app.ask('content.refresh', { connectionId, mode: 'changed' })
    );
    await app.jobEnds(lists.jobId);
    const before = proxy.passed.length;
    const scope = { of: 'tenant' };
    const { downloadId } = /** @type {{ downloadId: string }} */ (
      await app.ask('downloads.start', { connectionId, scope, mode: 'changed', form: 'library' })
    );
    const [run] = /** @type {{ id: string, jobId: string }[]} */ (
      await app.ask('downloads.list', { connectionId })
    );
    if (run?.id !== downloadId) throw new Error('The download is not the newest one.');
    const ours = (await app.jobEnds(run.jobId)) / 1000;
    const counts = /** @type {Record<string, number>} */ (
      await app.ask('downloads.counts', { connectionId, filter: { downloadId } })
    );
    const smallest = tenant.holds('content requests');
    const passed = proxy.passed.slice(before);
    const refused = /** @type {{ rows: { reason?: { isConfigureOnly?: boolean } }[] }} */ (
        await app.ask('downloads.items', {
          ...{ connectionId, filter: { downloadId, result: 'refused' } },
          ...{ sort: { column: 'name', direction: 'ascending' }, offset: 0, limit: 500 },
        })
    ).rows;
    // A configure-only package is asked for once, and the tenant does not hand it out where it holds a draft.
    const kept = refused.filter(({ reason }) => reason?.isConfigureOnly === true).length;
    if ((counts['waiting'] ?? 0) > 0 || kept < (counts['refused'] ?? 0))
      throw new Error(`Not everything came home: ${JSON.stringify(counts)}`);
    const tooMany = passed.filter(({ status }) => status === 429).length;
    return {
      name: 'content-with-zips',
      ours,
      reference: smallest / perSecond,
      budget: 1.2,
      unit: 's',
      runs: 1,
      missed: tooMany > 0 ? [`refused with 429: ${tooMany}`] : [],
      note: `${counts['got'] ?? 0} contents, ${kept} of configure-only packages that are not handed out, ${passed.length} requests, at least ${smallest}, ${tooMany} refused with 429`,
    };
  } finally {
    await app.end();
    await place.remove();
    await proxy.end();
    await tenant.end();
  }
}
