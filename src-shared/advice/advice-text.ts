import type { Area, ErrorFacts } from '../errors.ts';
import { areaRoles } from '../permissions/area-roles.ts';

/** What the window offers as a button beside the text: `retry` where it stands, the others as commands `advice.<action>`. */
export const adviceActions = [
  'retry',
  'edit-connection',
  'enter-secret',
  'unlock-key-ring',
  'set-library-aside',
  'choose-connection',
  'show-log',
  'open-web-ui',
  'write-enable',
] as const;

export type AdviceAction = (typeof adviceActions)[number];

type Text = string | ((facts: ErrorFacts) => string);

/** One entry of the table: texts may use the facts of the error, all of which may be absent. */
export interface AdviceText {
  /** Where it is shown if the place where it happened has no better one. */
  readonly show: 'panel' | 'banner' | 'field' | 'toast' | 'quiet';
  readonly severity: 'error' | 'warning' | 'info';
  readonly title: Text;
  /** What happened, and why that can be. */
  readonly text: Text;
  /** What to do now. */
  readonly next: Text;
  readonly action?: AdviceAction | ((facts: ErrorFacts) => AdviceAction | undefined);
}

const areaNames: Readonly<Record<Area, string>> = {
  content: 'Packages and artifacts',
  runtime: 'Deployed artifacts',
  endpoints: 'Endpoints',
  messages: 'Messages',
  payloads: 'Payloads and attachments',
  'message-store': 'The message store',
  stores: 'Data stores and variables',
  queues: 'Message queues',
  security: 'Security material',
  'number-ranges': 'Number ranges',
  partners: 'The Partner Directory',
  locks: 'Locks',
  root: 'The API',
};

export function areaName(facts: ErrorFacts): string {
  return facts.area === undefined ? 'This' : areaNames[facts.area];
}

export function roleOf(facts: ErrorFacts): string | undefined {
  return facts.role ?? (facts.area === undefined ? undefined : areaRoles[facts.area]);
}

export function hostOf(facts: ErrorFacts): string {
  return facts.host ?? 'the tenant';
}

export function fileOf(facts: ErrorFacts): string {
  return facts.file === undefined ? 'The file' : `The file ${facts.file}`;
}

/** What the tenant itself said, as a sentence of its own, or nothing. */
export function saidBy(facts: ErrorFacts): string {
  return facts.tenantText === undefined ? '' : ` It said: ${facts.tenantText}`;
}
