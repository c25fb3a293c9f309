import type { Examination, Step } from '../model/doctor.ts';
import { anonymous } from './anonymous.ts';
import { diagnoses } from './diagnose.ts';
import { instant, linesOf } from './step-lines.ts';
import { resultNames, stepNames, wordsOf } from './step-words.ts';

export interface ReportAbout {
  /** Of this app. */
  readonly version: string;
  /** Such as `win32`. */
  readonly platform: string;
}

export type ReportForm = 'markdown' | 'plain';

/**
 * An examination as a text to hand on. Everything secret or personal is left out before a word is written: it is made of
 * the anonymous steps alone. `docs/doctor.md` says what stays.
 */
export function reportOf(examination: Examination, about: ReportAbout, form: ReportForm): string {
  const write = writers[form];
  const steps = anonymous(examination.steps);
  const found = examination.diagnoses.map((id) => diagnoses[id]);
  return [
    ...write.title('Connection report'),
    `Tenant Atlas ${about.version} on ${about.platform}, examined ${instant(examination.startedAt)}.`,
    'Names, users, addresses and secrets are left out; [name 1], [own host 1] stand for the same text each time.',
    ...write.heading('What was recognised'),
    ...(found.length === 0 ? ['Nothing that is known here.'] : []),
    ...found.flatMap(({ title, evidence, text, next }, index) =>
      write.item(
        `${title} (${examination.diagnoses[index] ?? ''})`,
        `Because ${evidence}. ${text} Next: ${next}`,
      ),
    ),
    ...write.heading('Checks'),
    ...steps.flatMap((step) => ofStep(step, write)),
    '',
  ].join('\n');
}

interface Writer {
  readonly title: (text: string) => readonly string[];
  readonly heading: (text: string) => readonly string[];
  readonly item: (name: string, text: string) => readonly string[];
  readonly detail: (name: string, text: string) => string;
}

/** What Markdown would take for a mark. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]|#]/g, String.raw`\$&`);
}

const writers: Readonly<Record<ReportForm, Writer>> = {
  markdown: {
    title: (text) => [`# ${text}`, ''],
    heading: (text) => ['', `## ${text}`, ''],
    item: (name, text) => [`- **${escaped(name)}**: ${escaped(text)}`],
    detail: (name, text) => `  - ${escaped(name)}: ${escaped(text)}`,
  },
  plain: {
    title: (text) => [text, ''],
    heading: (text) => ['', text, ''],
    item: (name, text) => [`${name}: ${text}`],
    detail: (name, text) => `    ${name}: ${text}`,
  },
};

function ofStep(step: Step, write: Writer): readonly string[] {
  const { meaning, next } = wordsOf(step);
  const time = step.result === 'not-run' ? '' : `, ${Math.round(step.time)} ms`;
  const code = step.error ? ` [${step.error.code}]` : '';
  const text = `${resultNames[step.result]}${time}${code}. ${meaning}${next === undefined ? '' : ` Next: ${next}`}`;
  return [
    ...write.item(stepNames[step.id], text),
    ...linesOf(step).map(({ name, value }) => write.detail(name, value)),
  ];
}
