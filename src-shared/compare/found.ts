import type { DifferenceKind, Found, Place } from './difference.ts';
import { changeOf } from './difference.ts';
import { plainText } from './values.ts';

/** A difference of a part of something that is on both sides. */
export function found(
  place: Partial<Place>,
  kind: DifferenceKind,
  change: Found['change'],
  subject: string,
  part: string,
  before: string | undefined,
  after: string | undefined,
): Found {
  return { kind, change, subject, part, before, after, place };
}

/** A difference if the two values are not the same but for line ends and blanks around. */
export function valueChange(
  place: Partial<Place>,
  kind: DifferenceKind,
  subject: string,
  part: string,
  before: string | undefined,
  after: string | undefined,
): readonly Found[] {
  const said = (value: string | undefined): string | undefined => plainText(value ?? '') || undefined;
  const change = changeOf(said(before), said(after));
  return change ? [found(place, kind, change, subject, part, said(before), said(after))] : [];
}
