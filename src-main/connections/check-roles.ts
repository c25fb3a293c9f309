import { z } from 'zod';

import { webUiFromHost, webUiFromLink } from '../../src-shared/connections/web-ui.ts';
import { AppError, type Area } from '../../src-shared/errors.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import type { Found } from './check-edges.ts';

interface Probe {
  readonly area: Area;
  /** As in "may read packages and artifacts". */
  readonly what: string;
  readonly role: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** One cheap read per area that "First light" shows (catalogue 3.8, 4). */
const probes: readonly Probe[] = [
  {
    area: 'content',
    what: 'packages and artifacts',
    role: 'WorkspacePackagesRead',
    path: 'IntegrationPackages',
    query: { $top: '1' },
  },
  {
    area: 'runtime',
    what: 'deployed artifacts',
    role: 'MonitoringDataRead',
    path: 'IntegrationRuntimeArtifacts',
    query: { $top: '1' },
  },
  {
    area: 'messages',
    what: 'messages',
    role: 'MonitoringDataRead',
    path: 'MessageProcessingLogs',
    query: { $top: '1', $select: 'MessageGuid,AlternateWebLink' },
  },
];

const linkSchema = z.object({ AlternateWebLink: z.string().nullish() });

export async function checkRoles(
  client: TenantClient,
  tenantUrl: string,
  signal: AbortSignal,
): Promise<Found & { readonly webUiUrl: string | undefined }> {
  let webUiUrl = webUiFromHost(tenantUrl);
  const missing: { readonly probe: Probe; readonly error: AppError }[] = [];
  for (const probe of probes) {
    try {
      const links = await readLinks(client, probe, signal);
      webUiUrl = links.map(webUiFromLink).find((url) => url !== undefined) ?? webUiUrl;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'auth.forbidden') throw error;
      missing.push({ probe, error });
    }
  }
  const [first] = missing;
  if (!first) return { result: 'passed', finding: 'The key may read everything shown here.', webUiUrl };
  const allowed = probes.filter((probe) => !missing.some((entry) => entry.probe === probe));
  const roles = [...new Set(missing.map(({ probe }) => probe.role))];
  return {
    result: 'warning',
    finding:
      allowed.length === 0
        ? 'The key may read nothing that is shown here.'
        : `The key may read ${list(allowed.map(({ what }) => what))}, but not ${list(missing.map(({ probe }) => probe.what))}.`,
    advice: `Add the ${roles.length === 1 ? 'role' : 'roles'} ${list(roles)} to the service instance; it can take an hour until it works.`,
    error: first.error,
    webUiUrl,
  };
}

async function readLinks(
  client: TenantClient,
  probe: Probe,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { area, path, query } = probe;
  const page = await client.page({ area, path, query, priority: 'interactive', signal }, (entity) =>
    linkSchema.safeParse(entity),
  );
  return page.entities.flatMap((entity) => entity.data?.AlternateWebLink ?? []);
}

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}
