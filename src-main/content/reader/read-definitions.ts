import { attribute, childNamed, childrenNamed, childText, parseXml } from './xml-tree.ts';

/** What parameters.propdef says of one parameter (catalogue 5.1). */
export interface ParameterDefinition {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
  readonly constraint: string;
}

/** Where the editor says a parameter is used, and by what name it shows the property there. */
export interface ParameterLabel {
  readonly parameter: string;
  /** Property key. */
  readonly key: string;
  /** `cname` of the component, such as `HTTP`, with or without `sap:`. */
  readonly component: string;
  readonly label: string;
}

export interface Definitions {
  readonly parameters: readonly ParameterDefinition[];
  readonly labels: readonly ParameterLabel[];
}

export function readDefinitions(bytes: Uint8Array, file: string): Definitions {
  const root = parseXml(bytes, file);
  const parameters = childrenNamed(root, 'parameter').map((parameter) => ({
    // `key` is empty in what tenants serve; where it is not, it is what parameters.prop is keyed by.
    name: childText(parameter, 'name') || childText(parameter, 'key'),
    type: childText(parameter, 'type').trim(),
    isRequired: childText(parameter, 'isRequired').trim() === 'true',
    description: childText(parameter, 'description'),
    constraint: childText(parameter, 'constraint').trim(),
  }));
  const references = childNamed(root, 'param_references');
  const labels = (references ? childrenNamed(references, 'reference') : []).map((reference) => {
    const id = attribute(reference, 'attribute_id');
    return {
      parameter: attribute(reference, 'param_key'),
      key: id.slice(id.lastIndexOf('::') + 2),
      component: /cname::(?:sap:)?([^/]*)/.exec(id)?.[1] ?? '',
      label: attribute(reference, 'attribute_uilabel').trim(),
    };
  });
  return { parameters, labels };
}
