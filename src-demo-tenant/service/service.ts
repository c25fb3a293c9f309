import type { DemoContent } from '../content/model.ts';
import { MessageBook } from '../messages/message-book.ts';
import { MessageDetails } from '../messages/message-details.ts';
import type { SetDefinition } from '../sets/definition.ts';
import { designArtifactSets } from '../sets/design-artifacts.ts';
import { runSets } from '../sets/message-runs.ts';
import { messageStoreSets } from '../sets/message-store.ts';
import { messageSets } from '../sets/messages.ts';
import { packageSets } from '../sets/packages.ts';
import { partnerSets } from '../sets/partners.ts';
import { runtimeSets } from '../sets/runtime.ts';
import { securitySets } from '../sets/security.ts';
import { storeSets } from '../sets/stores.ts';

export interface ServiceOptions {
  readonly seed: number;
  readonly now: number;
  readonly messages: number;
  readonly isExact?: boolean;
  readonly content: DemoContent;
}

/** All sets that the demo tenant implements, by name. */
export interface Service {
  readonly content: DemoContent;
  readonly book: MessageBook;
  readonly sets: ReadonlyMap<string, SetDefinition>;
}

export function createService({ seed, now, messages, isExact = false, content }: ServiceOptions): Service {
  const book = new MessageBook({ seed, now, messages, isExact, flows: content.flows });
  const details = new MessageDetails(book, seed);
  const definitions = [
    ...packageSets(content),
    ...designArtifactSets(content),
    ...runtimeSets(content),
    ...messageSets(book, details),
    ...runSets(book, details),
    ...messageStoreSets(book, details),
    ...storeSets(now),
    ...securitySets(now),
    ...partnerSets(now),
  ];
  return { content, book, sets: new Map(definitions.map((one) => [one.set, one])) };
}
