import type { OtherPayload } from './comparing.svelte.ts';

/** The payload that a person set aside to compare others with, of whichever message and tenant; for as long as the window is open. */
class MarkedPayload {
  payload = $state.raw<OtherPayload>();
}

export const marked = new MarkedPayload();
