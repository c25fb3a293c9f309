import { call } from './call.ts';

/** Diagrams as files. They are drawn in the window, which knows the fonts; main asks for the place and writes. */
export const diagram = {
  /** Asks where to save; `undefined`: the person cancelled. */
  save: call<
    {
      /** Such as "Order to S/4HANA": the first name offered, without ending. */
      readonly name: string;
      readonly format: 'svg' | 'png';
      readonly bytes: Uint8Array;
    },
    { readonly file: string } | undefined
  >(),
};
