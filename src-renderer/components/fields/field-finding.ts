/** Something to say about a field's value: an `error` is certainly wrong, a `hint` only unusual. */
export interface FieldFinding {
  readonly severity: 'error' | 'hint';
  readonly text: string;
  readonly remedy: string;
}

/** What the control of a field needs from the frame around it. */
export interface FieldControl {
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}
