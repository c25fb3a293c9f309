/** A condition and the words by which it is known; the first rule that fits a text counts. */
export type ConditionRule = readonly [id: string, title: string, words: RegExp];
