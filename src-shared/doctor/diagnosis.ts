import type { GuideSectionId } from '../advice/guide-sections.ts';
import type { DiagnosisId } from './diagnosis-ids.ts';
import type { Evidence } from './evidence.ts';

/** One entry of the table. Its words name no host, no client and no user, so that they may stand in a report. */
export interface Diagnosis {
  readonly severity: 'error' | 'warning' | 'info';
  readonly title: string;
  /** What has to be found for it, in words: "because …" on the page. */
  readonly evidence: string;
  readonly applies: (evidence: Evidence) => boolean;
  /** What it means. */
  readonly text: string;
  readonly next: string;
  /** What there is to do is to paste a new key onto the connection. */
  readonly wantsKey?: true;
  readonly section: GuideSectionId;
}

export type DiagnosisTable<Id extends DiagnosisId> = Readonly<Record<Id, Diagnosis>>;
