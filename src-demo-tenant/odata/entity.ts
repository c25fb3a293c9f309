/**
 * An entity inside the server: dates as ms since 1970, Int64 as number, navigation not included. Names are
 * those of the metadata; a property that the type has and the entity lacks is null.
 */
export type Scalar = string | number | boolean | null | Uint8Array;
export type Value = Scalar | Readonly<Record<string, Scalar>>;
export type Entity = Readonly<Record<string, Value>>;

/** `A/B` reaches into a complex property. */
export function valueAt(entity: Entity, path: string): Scalar {
  const [first = '', second] = path.split('/');
  const value = entity[first];
  if (second === undefined) return isComplex(value) ? null : (value ?? null);
  return isComplex(value) ? (value[second] ?? null) : null;
}

export function isComplex(value: Value | undefined): value is Readonly<Record<string, Scalar>> {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}

/** Text of a plain value, nothing for null; a complex one has none. */
export function scalarText(value: Value): string {
  return typeof value === 'object' ? '' : String(value);
}

/** A property as text: ids and names. */
export function textOf(entity: Entity, name: string): string {
  return scalarText(entity[name] ?? null);
}
