import { checkForbidden, checkStatus } from '../checks/body.ts';
import { expecting } from '../checks/finding.ts';
import type { Answer } from '../reader/answer.ts';
import type { Reader } from '../reader/reader.ts';
import { inTurn, probe } from './probe.ts';

/** Fetches a CSRF token with its cookies, as documented (catalogue 1.5). */
async function fetchCsrf(reader: Reader): Promise<{ answer: Answer; headers: Record<string, string> }> {
  const answer = await reader.send('', { headers: { 'X-CSRF-Token': 'Fetch' } });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  return {
    answer,
    headers: { 'X-CSRF-Token': answer.headers.get('x-csrf-token') ?? '', Cookie: cookies.join('; ') },
  };
}

const WRITE = {
  method: 'POST',
  path: "DeployIntegrationDesigntimeArtifact?Id='No_Such_Flow'&Version='active'",
} as const;

function demandsCsrf(answer: Answer): boolean {
  return answer.status === 403 && (answer.headers.get('x-csrf-token') ?? '').toLowerCase() === 'required';
}

export const csrf = {
  csrfFetch: probe(
    '1.5',
    'the service root hands out a CSRF token and cookies when asked to',
    async ({ administrator }) => {
      const { answer, headers } = await fetchCsrf(administrator);
      const plain = await administrator.get('');
      return [
        ...expecting(
          (headers['X-CSRF-Token'] ?? '').length >= 16,
          answer.request,
          'X-CSRF-Token',
          headers['X-CSRF-Token'],
        ),
        ...expecting(
          (headers['Cookie'] ?? '').includes('='),
          answer.request,
          'Set-Cookie',
          headers['Cookie'],
        ),
        ...expecting(
          !plain.headers.has('x-csrf-token'),
          plain.request,
          'no token unless asked for',
          plain.headers.get('x-csrf-token'),
        ),
      ];
    },
  ),

  csrfRequired: probe(
    '1.5',
    'a write without a CSRF token is answered 403 with X-CSRF-Token: Required',
    async ({ administrator }) => {
      const without = await administrator.send(WRITE.path, { method: WRITE.method });
      const wrong = await administrator.send(WRITE.path, {
        method: WRITE.method,
        headers: { 'X-CSRF-Token': 'invented' },
      });
      const { headers } = await fetchCsrf(administrator);
      const right = await administrator.send(WRITE.path, { method: WRITE.method, headers });
      const withoutCookie = await administrator.send(WRITE.path, {
        method: WRITE.method,
        headers: { 'X-CSRF-Token': headers['X-CSRF-Token'] ?? '' },
      });
      return [
        ...[without, wrong, withoutCookie].flatMap((answer) =>
          expecting(
            demandsCsrf(answer),
            answer.request,
            '403, X-CSRF-Token: Required',
            `${answer.status} ${answer.text}`,
          ),
        ),
        ...expecting(
          !demandsCsrf(right),
          right.request,
          'past the CSRF check',
          `${right.status} ${right.text}`,
        ),
      ];
    },
  ),

  writesByRole: probe(
    '4',
    'a write without its role is answered 403 in spite of a CSRF token',
    async ({ reader }) => {
      const { headers } = await fetchCsrf(reader);
      const answer = await reader.send(WRITE.path, { method: WRITE.method, headers });
      return [
        ...checkForbidden(answer),
        ...expecting(!demandsCsrf(answer), answer.request, '403 for the role', 'X-CSRF-Token: Required'),
      ];
    },
  ),

  notImplementedWrites: probe(
    '2.2',
    'PUT of value mappings and access policies: 501',
    async ({ administrator }) => {
      const { headers } = await fetchCsrf(administrator);
      return inTurn(
        ["ValueMappingDesigntimeArtifacts(Id='Any',Version='active')", 'AccessPolicies(101L)'],
        async (path) =>
          checkStatus(await administrator.send(path, { method: 'PUT', headers, body: '{}' }), 501),
      );
    },
  ),
} as const;
