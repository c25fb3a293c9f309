import { newPlace, openApp } from '../app-window.mjs';
import { startDemoTenant } from '../demo-tenant.mjs';
import { startRecordingProxy } from '../recording-proxy.mjs';

const packages = 300;
const artifacts = 3_000;
const latency = 100;
const perSecond = 10;
/** Kinds whose lists exist below a package only (catalogue 2.3); value and message mappings have one list each for all. */
const listsOfPackage = 6;
const listsOfTenant = 2;

/**
 * A whole tenant's content, lists, configurations and runtime, against the smallest number of requests at ten per second: one
 * per page of packages, six lists per package, two lists for all, one per flow for its parameters, one for the runtime with one
 * more for each artifact in error, one for the endpoints.
 */
export async function contentIn() {
  const tenant = await startDemoTenant([
    '--packages',
    String(packages),
    '--artifacts',
    String(artifacts),
    '--latency',
    String(latency),
    '--seed',
    '7',
  ]);
  const proxy = await startRecordingProxy(tenant.url);
  const place = await newPlace();
  const app = await openApp(place);
  try {
    const connectionId = await app.connect(tenant.key(proxy.url));
    const { jobId } = /** @type {{ jobId: string }} */ (
      await app.ask('content.refresh', { connectionId, mode: 'changed' })
    );
    const ours = (await app.jobEnds(jobId)) / 1000;
    const { rows: nodes } = /** @type {{ rows: { counts: Record<string, number> }[] }} */ (
      await app.ask('content.packages', { connectionId, offset: 0, limit: 500 })
    );
    const flows = nodes.reduce((sum, { counts }) => sum + (counts['IntegrationFlow'] ?? 0), 0);
    // The smallest number comes from the tenant's own inventory, not from what we happened to read.
    const all = { packages: tenant.holds('packages'), flows: tenant.holds('flows') };
    if (nodes.length < all.packages * 0.98 || flows < all.flows * 0.98)
      throw new Error(`Only ${nodes.length} packages and ${flows} flows of ${JSON.stringify(all)} came in.`);
    const inError = proxy.passed.filter(({ path }) => path.includes('/ErrorInformation')).length;
    const smallest = 1 + all.packages * listsOfPackage + listsOfTenant + all.flows + 1 + inError + 1;
    const refused = proxy.passed.filter(({ status }) => status === 429).length;
    return {
      name: 'content-in',
      ours,
      reference: smallest / perSecond,
      budget: 1.2,
      unit: 's',
      runs: 1,
      missed: refused > 0 ? [`refused with 429: ${refused}`] : [],
      note: `${nodes.length} packages, ${flows} flows, ${proxy.passed.length} requests, at least ${smallest}, ${refused} refused with 429`,
    };
  } finally {
    await app.end();
    await place.remove();
    await proxy.end();
    await tenant.end();
  }
}
