import type { IconName } from '../../components/icon/icon-paths.ts';
import type { Tone } from '../../components/status/tones.ts';

export interface StatusWords {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
}

const known: Readonly<Partial<Record<string, StatusWords>>> = {
  STARTED: { tone: 'ok', icon: 'check', text: 'Started' },
  STARTING: { tone: 'info', icon: 'clock', text: 'Starting' },
  ERROR: { tone: 'bad', icon: 'cross', text: 'Error' },
  STOPPING: { tone: 'warn', icon: 'clock', text: 'Stopping' },
  STOPPED: { tone: 'idle', icon: 'stop', text: 'Stopped' },
};

const notDeployed: StatusWords = { tone: 'idle', icon: 'minus', text: 'Not deployed' };

/** A deployed artifact's Status in words; the set is open (catalogue 2.4), unknown ones keep their own word. */
export function runtimeStatus(status: string | undefined): StatusWords {
  if (status === undefined) return notDeployed;
  return known[status] ?? { tone: 'idle', icon: 'help', text: readable(status) };
}

const abbreviations = /\b(?:odata|rest|soap|api|apis)\b/g;

/** `INTEGRATION_FLOW` as "Integration flow", `ODATA_SERVICE` as "OData service". */
export function readable(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .toLowerCase()
    .replaceAll(abbreviations, (word) =>
      word === 'odata' ? 'OData' : word.toUpperCase().replace('APIS', 'APIs'),
    );
  return words.charAt(0).toUpperCase() + words.slice(1);
}
