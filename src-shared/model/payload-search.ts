import type { ErrorData } from '../errors.ts';
import type { MessageFilter } from './messages.ts';
import type { PayloadSource } from './payloads.ts';

/** Where to look: attachments of messages, and the message store with the attachments there. */
export const searchedPlaces = ['attachments', 'messageStore'] as const;
export type SearchedPlace = (typeof searchedPlaces)[number];

/** What to look for. An expression is one of JavaScript, an XPath one of version 3.1. */
export interface SearchNeedle {
  readonly kind: 'text' | 'regex' | 'xpath';
  readonly text: string;
  readonly matchCase: boolean;
}

export interface SearchSubject {
  readonly connectionId: string;
  readonly filter: MessageFilter;
  readonly places: readonly SearchedPlace[];
}

/** What a search costs; each stage is known exactly before it begins. */
export interface SearchPlan {
  readonly messages: number;
  /** First stage, finding out what there is: requests, and seconds at the rate below. */
  readonly list: SearchCost;
  /** Second stage, reading what is known so far; exact once `list.requests` is 0. */
  readonly read: SearchCost;
  /** Payloads known so far, and how many of them the library keeps. */
  readonly payloads: number;
  readonly kept: number;
  /** Bytes of what is to be read where the tenant tells the size. */
  readonly knownBytes: number;
  /** How many are to be read of which the tenant tells no size, and the most bytes that are read of each. */
  readonly withoutSize: number;
  readonly largest: number;
  /** Requests per second: the documented limit of logs and attachments, the assumed one of the message store (catalogue 3.2). */
  readonly rates: { readonly documented: number; readonly assumed: number };
}

export interface SearchCost {
  readonly requests: number;
  readonly seconds: number;
}

export interface SearchState {
  readonly id: string;
  /** `library`: what is kept has been searched, the rest was not asked for. */
  readonly state: 'running' | 'paused' | 'cancelled' | 'failed' | 'done' | 'library';
  readonly needle: SearchNeedle;
  /** Payloads looked into, of all that are known. */
  readonly done: number;
  readonly total: number;
  readonly requests: number;
  readonly bytes: number;
  readonly hits: number;
  /** Payloads that could not be looked into, by the reason. */
  readonly notSearched: readonly { readonly reason: string; readonly count: number }[];
  readonly error: ErrorData | undefined;
}

/** A payload in which something was found. */
export interface SearchHit {
  readonly source: Exclude<PayloadSource, { readonly of: 'part' }>;
  readonly name: string;
  readonly flowName: string;
  /** Of the message, ms since 1970. */
  readonly start: number;
  readonly status: string;
  /** At least so many places; counted up to a thousand. */
  readonly count: number;
  readonly places: readonly {
    readonly part: string;
    readonly around: string;
    readonly line: number | undefined;
  }[];
}
