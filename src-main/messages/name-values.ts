import type { NameValue } from '../../src-shared/model/messages.ts';
import { EntityReader } from '../sap/odata/entity.ts';

/** A pair of `Name` and `Value`, as headers, attributes and properties are (catalogue 2.5, 2.6). */
export function nameValue(reader: EntityReader): NameValue {
  return { name: reader.optionalText('Name') ?? '', value: reader.optionalText('Value') ?? '' };
}

export function customHeader(entity: unknown): NameValue {
  return nameValue(new EntityReader(entity, 'CustomHeaderProperties'));
}

export function adapterAttribute(entity: unknown): NameValue & { readonly adapterId: string } {
  const reader = new EntityReader(entity, 'AdapterAttributes');
  return { ...nameValue(reader), adapterId: reader.optionalText('AdapterId') ?? '' };
}
