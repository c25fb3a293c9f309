import type { ErrorCode, ErrorFacts } from '../errors.ts';
import { type AdviceText, hostOf, saidBy } from './advice-text.ts';

/** Answers of the tenant. */
export const tenantAdvice = {
  'tenant.rate-limited': {
    show: 'banner',
    severity: 'warning',
    title: 'The tenant asks to slow down',
    text: 'More requests reached the tenant than it allows; other programs count too. Tenant Atlas has slowed down.',
    next: (facts) =>
      facts.retryAfterSeconds === undefined
        ? 'Wait a moment, then try again.'
        : `Wait ${facts.retryAfterSeconds === 1 ? 'a second' : `${facts.retryAfterSeconds} seconds`}, then try again.`,
    action: 'retry',
  },
  'tenant.unavailable': {
    show: 'banner',
    severity: 'warning',
    title: 'The tenant is not available',
    text: (facts) =>
      `${hostOf(facts)} cannot answer at the moment; it may be in maintenance.${saidBy(facts)}`,
    next: 'Try again in a few minutes.',
    action: 'retry',
  },
  'tenant.failed': {
    show: 'panel',
    severity: 'error',
    title: 'The tenant reported an error',
    text: (facts) => `The tenant could not answer this request.${saidBy(facts)}`,
    next: (facts) =>
      `Try again. If it stays, open a ticket with SAP${saidBy(facts) === '' ? '' : ' and give the text above'}.`,
    action: 'retry',
  },
  'tenant.not-found': {
    show: 'panel',
    severity: 'warning',
    title: ({ isForgotten }) => (isForgotten ? 'No longer on the tenant' : 'Not on the tenant'),
    text: (facts) => `${facts.reason ?? 'The tenant does not know this, or no longer.'}${saidBy(facts)}`,
    next: ({ isForgotten }) =>
      isForgotten
        ? 'What the library holds of it stays readable.'
        : 'Refresh the list. If nothing is found at all, check the tenant hostname.',
    action: ({ isForgotten }) => (isForgotten ? undefined : 'retry'),
  },
  'tenant.not-implemented': {
    show: 'panel',
    severity: 'info',
    title: 'The tenant does not offer this',
    text: 'The API declares this but the tenant does not serve it. That differs from tenant to tenant.',
    next: 'Use the web UI of the tenant for this.',
    action: 'open-web-ui',
  },
  'tenant.not-json': {
    show: 'panel',
    severity: 'error',
    title: 'Not an answer of the API',
    text: (facts) =>
      `${hostOf(facts)} answered with a web page instead of data. A login page or a proxy may answer there.`,
    next: 'Check the tenant hostname: use "url" of the service key.',
    action: 'edit-connection',
  },
  'tenant.invalid-json': {
    show: 'panel',
    severity: 'error',
    title: 'The answer could not be read',
    text: 'The tenant sent data that is damaged or incomplete. It was not used.',
    next: 'Try again. If it stays, a proxy may be changing the answers.',
    action: 'retry',
  },
  'tenant.empty-answer': {
    show: 'panel',
    severity: 'error',
    title: 'The answer was empty',
    text: 'The tenant answered without any data where data was expected.',
    next: 'Try again in a moment.',
    action: 'retry',
  },
  'tenant.unexpected-shape': {
    show: 'panel',
    severity: 'error',
    title: 'The answer looks different than expected',
    text: 'The tenant sent something this version of Tenant Atlas does not know. It was not used.',
    next: 'Look for a newer version of Tenant Atlas.',
    action: 'show-log',
  },
  'tenant.bad-request': {
    show: 'panel',
    severity: 'error',
    title: 'The tenant did not understand the request',
    text: (facts) => `This tenant refuses the way it was asked.${saidBy(facts)}`,
    next: 'Change the filter and try again.',
    action: 'retry',
  },
  'content.configure-only': {
    show: 'panel',
    severity: 'info',
    title: 'This package is configure-only',
    text: 'Its publisher does not let single artifacts be downloaded.',
    next: 'Copy the package on the tenant if its licence allows that, and download from the copy.',
    action: 'open-web-ui',
  },
  'content.draft': {
    show: 'panel',
    severity: 'info',
    title: 'A draft is in the way',
    text: 'The tenant does not hand out what has changes that were not saved as a version.',
    next: 'Save a version in the web UI, then try again.',
    action: 'open-web-ui',
  },
  'content.too-large': {
    show: 'panel',
    severity: 'warning',
    title: (facts) => (reasonOf(facts) === undefined ? 'Too large to show' : 'Too large'),
    text: (facts) => reasonOf(facts) ?? 'This is larger than what is shown here.',
    next: (facts) =>
      reasonOf(facts) === undefined ? 'Save it to a file instead.' : 'Download it in the web UI instead.',
  },
  'content.no-artifact': {
    show: 'panel',
    severity: 'warning',
    title: 'This is no integration artifact',
    text: (facts) => reasonOf(facts) ?? 'It holds neither an integration artifact nor a package export.',
    next: 'Choose the zip of an artifact or a package, or the folder of an unpacked artifact.',
  },
  'content.file-gone': {
    show: 'panel',
    severity: 'warning',
    title: 'The file is not there any more',
    text: (facts) =>
      facts.file === undefined
        ? 'The app no longer knows which file this tab was of.'
        : `Nothing of that kind is at ${facts.file}.`,
    next: 'Open it again from where it is now.',
  },
  'content.file-not-saved': {
    show: 'toast',
    severity: 'warning',
    title: 'This file is not saved anywhere yet',
    text: 'It was dragged out of another program, such as a mail program or a browser, and lies in no folder of this computer.',
    next: 'Save it to a folder, then drop it from there.',
  },
  'content.not-obtainable': {
    show: 'panel',
    severity: 'info',
    title: 'This content is not obtainable',
    text: (facts) => reasonOf(facts) ?? 'Neither the runtime nor the library has it.',
    next: 'Compare with the design time, or with a version that was seen before.',
  },
  'content.unreadable': {
    show: 'panel',
    severity: 'error',
    title: 'The content cannot be read',
    text: (facts) => reasonOf(facts) ?? 'It is damaged, or built so that reading it would be dangerous.',
    next: 'Download or export it again. If it stays, open it in the web UI.',
  },
  'content.reader-stopped': {
    show: 'panel',
    severity: 'error',
    title: 'Reading was stopped',
    text: 'Reading the content took too long or too much memory, so its process was ended. Nothing else was harmed.',
    next: 'Try again. If it stays, open it in the web UI.',
    action: 'retry',
  },
} satisfies Partial<Record<ErrorCode, AdviceText>>;

function reasonOf({ reason }: ErrorFacts): string | undefined {
  return reason === '' ? undefined : reason;
}
