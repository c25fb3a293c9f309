import { AppError } from '../../../src-shared/errors.ts';
import { readInstant } from './dates.ts';

/** Reads the properties of one entity, accepting what the catalogue says the API may send (2.1). */
export class EntityReader {
  readonly #entity: Readonly<Record<string, unknown>>;
  readonly #what: string;

  /** Throws `tenant.unexpected-shape` where it is no entity at all. */
  constructor(entity: unknown, what: string) {
    if (typeof entity !== 'object' || entity === null || Array.isArray(entity))
      throw unexpected(what, 'entity');
    this.#entity = entity as Readonly<Record<string, unknown>>;
    this.#what = what;
  }

  /** Required text. */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw unexpected(this.#what, name);
    return value;
  }

  /** Text, or undefined for null, absent and empty. */
  optionalText(name: string): string | undefined {
    const value = this.#entity[name];
    if (typeof value === 'string') return value === '' ? undefined : value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return undefined;
  }

  instant(name: string): number | undefined {
    return readInstant(this.#entity[name]);
  }

  /** Int32 is a number, Int64 a text. */
  number(name: string): number | undefined {
    const value = this.#entity[name];
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }

  /** Flags come as true or as "true". */
  boolean(name: string): boolean {
    const value = this.#entity[name];
    return value === true || value === 'true';
  }

  /** A complex property or an expanded single navigation; undefined where it is absent or deferred. */
  complex(name: string): EntityReader | undefined {
    const value = this.#entity[name];
    if (typeof value !== 'object' || value === null || '__deferred' in value) return undefined;
    return new EntityReader(value, `${this.#what}/${name}`);
  }

  /** An expanded collection; undefined where it is deferred. */
  collection<T>(name: string, parse: (entity: unknown) => T): readonly T[] | undefined {
    const value = this.#entity[name];
    if (typeof value !== 'object' || value === null) return undefined;
    const results = Array.isArray(value) ? value : (value as { readonly results?: unknown }).results;
    return Array.isArray(results) ? results.map((one) => parse(one)) : undefined;
  }

  /** All plain properties as text, for showing "everything else". */
  entries(): readonly (readonly [name: string, value: string])[] {
    return Object.entries(this.#entity).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, String(value)] as const]
        : [],
    );
  }
}

function unexpected(what: string, name: string): AppError {
  return new AppError('tenant.unexpected-shape', `An answer of ${what} lacks ${name}.`, {
    tenantText: `${what}: ${name}`,
  });
}
