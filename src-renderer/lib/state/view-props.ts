/** What every view of an area is given. */
export interface ViewProps {
  /** Empty for areas that belong to no connection. */
  readonly connectionId: string;
  /** What the tab shows; see `targets.ts`. */
  readonly target: Readonly<Record<string, string>>;
}
