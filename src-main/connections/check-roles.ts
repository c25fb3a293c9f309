import { z } from 'zod';

import { webUiFromHost, webUiFromLink } from '../../src-shared/connections/web-ui.ts';
import { AppError } from '../../src-shared/errors.ts';
import { type CheckedArea, checkedArea } from '../../src-shared/permissions/checked-areas.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import type { Found } from './check-edges.ts';

/** What every view shown first needs. */
const firstAreas = ['content', 'runtime', 'messages'].flatMap((id) => checkedArea(id) ?? []);

const linkSchema = z.object({ AlternateWebLink: z.string().nullish() });

export async function checkRoles(
  client: TenantClient,
  tenantUrl: string,
  signal: AbortSignal,
): Promise<Found & { readonly webUiUrl: string | undefined }> {
  let webUiUrl = webUiFromHost(tenantUrl);
  const missing: { readonly area: CheckedArea; readonly error: AppError }[] = [];
  for (const area of firstAreas) {
    try {
      const links = await readLinks(client, area, signal);
      webUiUrl = links.map(webUiFromLink).find((url) => url !== undefined) ?? webUiUrl;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'auth.forbidden') throw error;
      missing.push({ area, error });
    }
  }
  const [first] = missing;
  if (!first) return { result: 'passed', finding: 'The key may read everything shown here.', webUiUrl };
  const allowed = firstAreas.filter((area) => !missing.some((entry) => entry.area === area));
  const roles = [...new Set(missing.map(({ area }) => area.role))];
  return {
    result: 'warning',
    finding:
      allowed.length === 0
        ? 'The key may read nothing that is shown here.'
        : `The key may read ${list(things(allowed))}, but not ${list(things(missing.map(({ area }) => area)))}.`,
    advice: `Add the ${roles.length === 1 ? 'role' : 'roles'} ${list(roles)} to the service instance; it can take an hour until it works.`,
    error: first.error,
    webUiUrl,
  };
}

async function readLinks(
  client: TenantClient,
  { probe }: CheckedArea,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (!probe) return [];
  const { area, path, query } = probe;
  const page = await client.page({ area, path, query, priority: 'interactive', signal }, (entity) =>
    linkSchema.safeParse(entity),
  );
  return page.entities.flatMap((entity) => entity.data?.AlternateWebLink ?? []);
}

/** An area of two things adds both to the list. */
function things(areas: readonly CheckedArea[]): readonly string[] {
  return areas.flatMap(({ what }) => what.split(' and '));
}

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}
