import type { Property } from './flow.ts';
import type { Resource } from './model.ts';
import type { FoundReference, ReferenceType } from './references.ts';
import { findResource } from './resources.ts';

interface Owner {
  readonly id: string;
  readonly name: string;
  readonly properties: readonly Property[];
}

/** By pattern and not by list, so that adapters nobody has seen yet are covered. */
const rules: readonly (readonly [pattern: RegExp, type: ReferenceType])[] = [
  [/^encrypt\.smime\.keys$|^signature\.smime\.alias$/i, 'keystore-alias'],
  [
    /(private|public|certificate|key_?store|trust_?store)(_?key)?_?alias|alias_?(for)?_?(signing|encryption)/i,
    'keystore-alias',
  ],
  [/certificate_?alias$/i, 'keystore-alias'],
  [
    /credentials?(_?name|_?alias)?$|^securityMaterial$|^openConnectorAlias$|^proxyAlias$/i,
    'security-material',
  ],
  [/number_?range(_?name)?$/i, 'number-range'],
];
/** Keys that mean a name of security material only with this adapter. */
const byAdapter: Readonly<Partial<Record<string, readonly string[]>>> = {
  HCIOData: ['alias'],
  SuccessFactors: ['alias'],
  Mail: ['user'],
  AdvancedEventMesh: ['password'],
};
const schemaFile = /\.(xsd|wsdl|edmx)$/i;

/** Security material, keystore aliases, number ranges and schemas that properties name, whatever the step or adapter. */
export function propertyReferences(
  owner: Owner,
  type: string,
  resources: readonly Resource[],
  resolve: (text: string) => string,
): readonly FoundReference[] {
  return owner.properties.flatMap((property) =>
    texts(property).flatMap((name): FoundReference[] => {
      const source = { element: owner.id, file: undefined, name: owner.name, key: property.key };
      const resolved = resolve(name);
      if (schemaFile.test(resolved) && !/^\w+:\/\//.test(resolved)) {
        return [{ type: 'schema', name, path: findResource(resources, resolved, ''), source }];
      }
      const kind = typeOf(property.key, type);
      return kind === undefined || isSwitch(resolved) ? [] : [{ type: kind, name, source }];
    }),
  );
}

function typeOf(key: string, adapter: string): ReferenceType | undefined {
  const keys = Object.hasOwn(byAdapter, adapter) ? byAdapter[adapter] : undefined;
  if (keys?.includes(key)) return 'security-material';
  return rules.find(([pattern]) => pattern.test(key))?.[1];
}

function texts({ value, rows }: Property): readonly string[] {
  const all = rows ? rows.flatMap((cells) => cells.map((cell) => cell.value)) : [value];
  return all.filter((text) => text !== '' && text.length < 1000);
}

/** `true`, `1`, `none`: an option, no name. */
function isSwitch(value: string): boolean {
  return /^(true|false|none|\d)$/i.test(value);
}
