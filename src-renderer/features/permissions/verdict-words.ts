import { advise } from '../../../src-shared/advice.ts';
import type { AreaPermission, Verdict } from '../../../src-shared/model/permissions.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { Tone } from '../../components/status/tones.ts';

export const verdictLabels: Readonly<
  Record<Verdict, { readonly tone: Tone; readonly icon: IconName; readonly text: string }>
> = {
  allowed: { tone: 'ok', icon: 'check', text: 'Allowed' },
  'missing-role': { tone: 'warn', icon: 'key', text: 'Role missing' },
  'not-licensed': { tone: 'idle', icon: 'minus', text: 'Not licensed' },
  'not-implemented': { tone: 'idle', icon: 'ban', text: 'Not offered' },
  unknown: { tone: 'info', icon: 'help', text: 'Unknown' },
};

/** What a verdict rests on: what the tenant answered first, then what the token says. */
export function evidenceOf({ verdict, probe, scopes }: AreaPermission): string {
  const scope = scopes.join(', ');
  if (!probe) {
    if (scopes.length > 0) return `By scope only: ${scope}.`;
    return verdict === 'unknown'
      ? 'By scope only, and the token names none that is understood.'
      : 'By scope only: the token does not name the role.';
  }
  const { set, status, entries, error } = probe;
  const answered = status === undefined ? `${set} gave no usable answer` : `${set} answered ${status}`;
  const said = scopes.length > 0 ? ` Scope: ${scope}.` : '';
  if (entries === 'none')
    return `${answered} with an empty list: empty, or hidden by access policies.${said}`;
  if (verdict === 'missing-role' && scopes.length > 0)
    return `${answered}, although the token names the role (${scope}): it may be new, or an access policy protects this.`;
  if (verdict === 'unknown' && error) return `${answered}: ${advise(error).title}.${said}`;
  return `${answered}.${said}`;
}
