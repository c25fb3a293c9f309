import type { MessageFilter, MessageTerm } from '../../../src-shared/model/messages.ts';
import { type FacetField, facetFields, type Facets } from '../../../src-shared/model/queries.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { afterPause } from '../../lib/state/pause.ts';

/** A field whose values can be listed with their numbers. */
export interface Faceted {
  readonly field: FacetField;
  readonly header?: string;
}

/** `undefined`: nobody lists the values of this field. */
export function facetOf(term: MessageTerm): Faceted | undefined {
  if (term.field === 'header') return { field: 'header', header: term.name };
  const field = facetFields.find((one) => one === term.field);
  return field && { field };
}

/** The values of one field with their numbers, narrowed as somebody types. */
export class FacetValues {
  text = $state('');
  readonly facets: Loaded<Facets>;
  readonly #pause = afterPause(() => void this.facets.load());

  constructor(api: Api, connectionId: string, filter: () => MessageFilter, of: Faceted) {
    this.facets = new Loaded((signal) =>
      api.queries.facets({ connectionId, filter: filter(), ...of, text: this.text.trim() }, { signal }),
    );
    void this.facets.load();
  }

  readonly type = (text: string): void => {
    this.text = text;
    this.#pause.call();
  };

  stop(): void {
    this.#pause.stop();
    this.facets.cancel();
  }
}
