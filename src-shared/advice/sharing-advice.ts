import type { ErrorCode } from '../errors.ts';
import { type AdviceText, fileOf } from './advice-text.ts';

/** Files of connections, and what is imported from them. */
export const sharingAdvice = {
  'sharing.unreadable': {
    show: 'panel',
    severity: 'error',
    title: 'This is no file of connections',
    text: (facts) => `${fileOf(facts)} is neither an export of Tenant Atlas nor a service key.`,
    next: 'Choose a file that was exported from Tenant Atlas, or the service keys themselves.',
  },
  'sharing.damaged': {
    show: 'panel',
    severity: 'error',
    title: 'The file of connections is damaged',
    text: (facts) =>
      `${fileOf(facts)} was cut, edited or changed on its way${facts.field === undefined ? '' : `, at ${facts.field}`}. Nothing was imported.`,
    next: 'Ask for the file again, or export it anew.',
  },
  'sharing.newer': {
    show: 'panel',
    severity: 'error',
    title: 'The file is of a newer version',
    text: (facts) =>
      `${fileOf(facts)} was exported by a newer version of Tenant Atlas in a form that is not known here. Nothing was imported.`,
    next: 'Install the newer version, then import it again.',
  },
  'sharing.too-large': {
    show: 'panel',
    severity: 'error',
    title: 'Too large for a file of connections',
    text: (facts) =>
      `${fileOf(facts)} is larger than ${facts.reason ?? 'the limit'}, so it was neither read nor written.`,
    next: 'Export fewer connections at once, or choose the right file.',
  },
  'sharing.changed': {
    show: 'panel',
    severity: 'warning',
    title: 'The connections have changed meanwhile',
    text: 'What was shown no longer fits the connections of this computer. Nothing was imported.',
    next: 'Choose the file again and look at it once more.',
  },
} satisfies Partial<Record<ErrorCode, AdviceText>>;
