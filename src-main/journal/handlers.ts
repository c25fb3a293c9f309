import type { Answer } from '../ipc/answer.ts';
import type { JournalService } from './journal-service.ts';

export function answerJournal(answer: Answer, journal: JournalService): void {
  answer('journal.rows', (question) => journal.rows(question));
  answer('journal.counts', ({ filter }) => journal.counts(filter));
  answer('journal.check', () => journal.check());
  answer('journal.exportRows', ({ filter, format }) => journal.exportRows(filter, format));
}
