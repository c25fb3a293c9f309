import {
  complexTypes,
  entitySets,
  type EntityType,
  entityTypes,
  functionImports,
  namespace,
  type Property,
} from './model.ts';

/** `$metadata` as OData V2 EDMX. Association names are ours: the API never shows them elsewhere. */
export function edmx(): string {
  const types = [...entityTypes.values()];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">',
    '<edmx:DataServices m:DataServiceVersion="2.0">',
    `<Schema Namespace="${namespace}" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">`,
    ...types.map(entityType),
    ...[...complexTypes].map(([name, properties]) => {
      return `<ComplexType Name="${name}">${properties.map(property).join('')}</ComplexType>`;
    }),
    ...types.flatMap(associations),
    `<EntityContainer Name="api" m:IsDefaultEntityContainer="true">`,
    ...[...entitySets].map(([set, type]) => `<EntitySet Name="${set}" EntityType="${namespace}.${type}"/>`),
    ...functionImports.map(functionImport),
    '</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>',
  ].join('\n');
}

function entityType(type: EntityType): string {
  const attributes = [
    `Name="${type.name}"`,
    type.base === undefined ? '' : `BaseType="${namespace}.${type.base}"`,
    type.isAbstract ? 'Abstract="true"' : '',
    type.isMedia ? 'm:HasStream="true"' : '',
  ].filter((part) => part !== '');
  const keys = type.own.keys.map((name) => `<PropertyRef Name="${name}"/>`).join('');
  const inherited = type.base === undefined ? [] : (entityTypes.get(type.base)?.navigation ?? []);
  const navigation = type.navigation
    .filter((one) => !inherited.includes(one) && !inherited.some(({ name }) => name === one.name))
    .map(({ name }) => {
      const relationship = `${namespace}.${type.name}_${name}`;
      return `<NavigationProperty Name="${name}" Relationship="${relationship}" FromRole="from" ToRole="to"/>`;
    });
  return [
    `<EntityType ${attributes.join(' ')}>`,
    keys === '' ? '' : `<Key>${keys}</Key>`,
    ...type.own.properties.map(property),
    ...navigation,
    '</EntityType>',
  ].join('');
}

function property({ name, type, nullable, maxLength }: Property): string {
  const full = type.startsWith('Edm.') ? type : `${namespace}.${type}`;
  const length = maxLength === undefined ? '' : ` MaxLength="${maxLength}"`;
  return `<Property Name="${name}" Type="${full}" Nullable="${nullable}"${length}/>`;
}

function associations(type: EntityType): readonly string[] {
  const inherited = new Set(
    (type.base === undefined ? [] : (entityTypes.get(type.base)?.navigation ?? [])).map((n) => n.name),
  );
  return type.navigation
    .filter(({ name }) => !inherited.has(name))
    .map(({ name, target, many }) =>
      [
        `<Association Name="${type.name}_${name}">`,
        `<End Type="${namespace}.${type.name}" Multiplicity="0..1" Role="from"/>`,
        `<End Type="${namespace}.${target}" Multiplicity="${many ? '*' : '0..1'}" Role="to"/>`,
        '</Association>',
      ].join(''),
    );
}

function functionImport({ name, method, parameters, returns }: (typeof functionImports)[number]): string {
  const type =
    returns === '' ? '' : ` ReturnType="${returns.startsWith('Edm.') ? returns : `${namespace}.${returns}`}"`;
  const inputs = parameters.map((one) => {
    return `<Parameter Name="${one.name}" Type="${one.type}" Mode="In" Nullable="${one.nullable}"/>`;
  });
  return `<FunctionImport Name="${name}"${type} m:HttpMethod="${method}">${inputs.join('')}</FunctionImport>`;
}
