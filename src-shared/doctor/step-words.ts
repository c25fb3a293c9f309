import { advise } from '../advice.ts';
import type { NotRunReason, Step, StepId, StepOf } from '../model/doctor.ts';
import { isInspected, muchDifference } from './evidence.ts';

export const stepNames: Readonly<Record<StepId, string>> = {
  typed: 'What was typed',
  proxy: 'Proxy',
  name: 'Name',
  tcp: 'TCP',
  tls: 'TLS',
  'token-endpoint': 'Token endpoint',
  token: 'Token',
  'api-root': 'API root',
  areas: 'One read per area',
  clock: 'Clock',
};

export const resultNames: Readonly<Record<Step['result'], string>> = {
  running: 'Running',
  passed: 'Passed',
  warning: 'Warning',
  failed: 'Failed',
  'by-proxy': 'By the proxy',
  'not-run': 'Not run',
};

export interface StepWords {
  /** What the result means, one or two plain sentences. */
  readonly meaning: string;
  readonly next: string | undefined;
}

const notRun: Readonly<Record<NotRunReason, string>> = {
  'no-host': 'Not run, because no host can be made out of what was typed.',
  'wrong-input': 'Not run, because what was typed cannot be used as it is.',
  unencrypted: 'Not run, because nothing secret is sent without encryption.',
  'on-this-computer': 'Not run, because it is not needed: the address is on this computer.',
  'no-token-needed': 'Not run, because this kind of access needs no token.',
  'no-certificate-readable': 'Not run, because the proxy does not let this check look through.',
  'wrong-kind-of-host': 'Not run, because the host is not one of the API: no token is sent there.',
  'after-proxy': 'Not run, because the proxy for the way is not known.',
  'after-name': 'Not run, because the name has no address.',
  'after-tcp': 'Not run, because the host could not be reached.',
  'after-tls': 'Not run, because there is no secure connection to send a secret over.',
  'after-token-endpoint': 'Not run, because no token was issued.',
  'after-api-root': 'Not run, because the API does not answer.',
  'no-date': 'Not run, because no server has said what time it is.',
};

/** What a step means and what to do next. Texts name only what stands in the step itself. */
export function wordsOf(step: Step): StepWords {
  if (step.notRun !== undefined) return { meaning: notRun[step.notRun], next: undefined };
  if (step.error) {
    const { title, text, next } = advise(step.error);
    return { meaning: `${title}. ${text}`, next };
  }
  if (step.result === 'running') return { meaning: '', next: undefined };
  return found(step);
}

function found(step: Step): StepWords {
  switch (step.id) {
    case 'typed':
      return typed(step);
    case 'proxy':
      return plain(ofProxy(step));
    case 'name':
      return plain(
        step.result === 'by-proxy' ? 'The proxy looks up the names.' : 'Every name has an address.',
      );
    case 'tcp':
      return plain('The next computer on the way takes connections.');
    case 'tls':
      return tls(step);
    case 'token-endpoint':
      return plain('The token server answers and accepts who asks.');
    case 'token':
      return plain('A new token was issued. Its text is shown nowhere.');
    case 'api-root':
      return plain('The API of the tenant accepts the token and answers.');
    case 'areas':
      return areas(step);
    case 'clock':
      return clock(step);
  }
}

function plain(meaning: string): StepWords {
  return { meaning, next: undefined };
}

function typed({ result, facts }: StepOf<'typed'>): StepWords {
  const [first] = facts?.findings ?? [];
  if (result === 'passed' || !first) return plain('What was typed has the form it ought to have.');
  return {
    meaning: first.text === '' ? 'Something about it is odd.' : first.text,
    next: first.remedy === '' ? undefined : first.remedy,
  };
}

function ofProxy({ facts }: StepOf<'proxy'>): string {
  const isDirect = facts?.legs.every(({ proxy }) => proxy === undefined) === true;
  switch (facts?.reason) {
    case 'none':
      return 'The connection is set to use no proxy.';
    case 'explicit':
      return 'The connection names a proxy of its own.';
    case 'pac':
      return 'The system answers as a PAC script does: several ways in order, or another one for each server.';
    default:
      return isDirect
        ? 'The settings of the system name no proxy for these hosts.'
        : 'The settings of the system name this proxy, or a PAC script that has one answer for all hosts.';
  }
}

function tls({ result, facts }: StepOf<'tls'>): StepWords {
  if (result === 'by-proxy') return plain('The proxy does not let this check look through.');
  if (facts?.servers.some(isInspected))
    return {
      meaning: 'The connection is secure for this computer, but somebody on the way reads along.',
      next: 'Ask your administrator whether this is meant.',
    };
  return plain('The servers show certificates that are vouched for, and for the right names.');
}

function areas({ facts }: StepOf<'areas'>): StepWords {
  const probed = facts?.areas.filter(({ probe }) => probe) ?? [];
  const allowed = probed.filter(({ verdict }) => verdict === 'allowed').length;
  const refused = probed.filter(({ verdict }) => verdict === 'missing-role').length;
  const meaning = `The key may read ${allowed} of ${probed.length} areas.`;
  if (refused === 0) return plain(meaning);
  return { meaning, next: 'Add the roles that are named to the service instance.' };
}

function clock({ facts }: StepOf<'clock'>): StepWords {
  const much = facts?.hosts.some(({ ahead }) => Math.abs(ahead) > muchDifference) === true;
  if (!much) return plain('The clocks agree well enough for tokens and certificates.');
  return {
    meaning: 'The clock of this computer differs from that of the servers by more than five minutes.',
    next: 'Set date, time and time zone of this computer.',
  };
}
