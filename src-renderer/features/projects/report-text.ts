import type { ProjectReport } from '../../../src-shared/model/projects.ts';

/** The report as lines of text, for the customer's file. */
export function reportText(report: ProjectReport): string {
  const { connections, traces, shared } = report;
  return [
    `Project ended: ${report.project}`,
    ...connections.map(({ name, host }) => `Connection deleted: ${name}${host === '' ? '' : ` (${host})`}`),
    `Secrets deleted: ${report.secrets}`,
    `Library files deleted: ${report.libraryFiles}`,
    `Journals deleted: ${report.journals}`,
    `Log lines deleted: ${report.logLines}`,
    `Old copies of settings deleted: ${report.settingsFiles}`,
    `Searched afterwards: ${report.searchedFiles} files, ${report.searchedBytes} bytes`,
    ...(traces.length === 0
      ? ['Found: nothing']
      : traces.map(({ file, text }) => `Found: ${text} in ${file}`)),
    ...shared.map((text) => `Not searched for, in use by others: ${text}`),
  ].join('\n');
}
