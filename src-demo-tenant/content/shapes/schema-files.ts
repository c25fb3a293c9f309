import type { FlowFile } from '../flow/flow-definition.ts';
import { element, escapeXml, xmlDeclaration } from '../xml.ts';
import type { Field, MessageShape } from './message-shape.ts';

/** `xsd/<name>.xsd` */
export function xsdFile(name: string, shape: MessageShape): FlowFile {
  return { path: `xsd/${name}.xsd`, text: () => `${xmlDeclaration}\n${xsdText(shape)}\n` };
}

function xsdText(shape: MessageShape): string {
  const head =
    `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="${escapeXml(shape.namespace)}" ` +
    `targetNamespace="${escapeXml(shape.namespace)}" elementFormDefault="unqualified">`;
  return `${head}\n${xsdElement(shape.root, '  ', true)}</xsd:schema>`;
}

function xsdElement(field: Field, indent: string, root: boolean): string {
  const values = {
    name: field.name,
    type: field.fields.length > 0 ? undefined : `xsd:${field.type === 'group' ? 'string' : field.type}`,
    minOccurs: !root && (field.optional || field.many) ? 0 : undefined,
    maxOccurs: !root && field.many ? 'unbounded' : undefined,
  };
  if (field.fields.length === 0) return `${indent}${element('xsd:element', values)}\n`;
  const inner = field.fields.map((each) => xsdElement(each, `${indent}      `, false)).join('');
  const type = `\n${indent}  <xsd:complexType>\n${indent}    <xsd:sequence>\n${inner}${indent}    </xsd:sequence>\n${indent}  </xsd:complexType>\n${indent}`;
  return `${indent}${element('xsd:element', values, type)}\n`;
}

/** `wsdl/<name>.wsdl`: one operation, one way unless there is a response. */
export function wsdlFile(name: string, request: MessageShape, response?: MessageShape): FlowFile {
  return { path: `wsdl/${name}.wsdl`, text: () => wsdlText(name, request, response) };
}

function wsdlText(name: string, request: MessageShape, response: MessageShape | undefined): string {
  const shapes = response === undefined ? [request] : [request, response];
  const messages = shapes.map(
    (each) =>
      `  <wsdl:message name="${each.root.name}"><wsdl:part name="${each.root.name}" element="p1:${each.root.name}"/></wsdl:message>\n`,
  );
  const output = response === undefined ? '' : `<wsdl:output message="p1:${response.root.name}"/>`;
  const soapBody = '<soap:body use="literal"/>';
  return (
    `${xmlDeclaration}\n<wsdl:definitions name="${name}" targetNamespace="${escapeXml(request.namespace)}" ` +
    `xmlns:p1="${escapeXml(request.namespace)}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" ` +
    `xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">\n` +
    `  <wsdl:types>\n${shapes.map(xsdText).join('\n')}\n  </wsdl:types>\n${messages.join('')}` +
    `  <wsdl:portType name="${name}"><wsdl:operation name="${name}"><wsdl:input message="p1:${request.root.name}"/>${output}</wsdl:operation></wsdl:portType>\n` +
    `  <wsdl:binding name="${name}Binding" type="p1:${name}"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>` +
    `<wsdl:operation name="${name}"><wsdl:input>${soapBody}</wsdl:input>${response === undefined ? '' : `<wsdl:output>${soapBody}</wsdl:output>`}</wsdl:operation></wsdl:binding>\n` +
    `</wsdl:definitions>\n`
  );
}

const edmTypes = {
  string: 'Edm.String',
  date: 'Edm.DateTime',
  dateTime: 'Edm.DateTime',
  decimal: 'Edm.Decimal',
  int: 'Edm.Int32',
  boolean: 'Edm.Boolean',
  group: 'Edm.String',
} as const;

/** `edmx/<name>.edmx`: the root as one entity set, its first field as key. */
export function edmxFile(name: string, shape: MessageShape): FlowFile {
  return {
    path: `edmx/${name}.edmx`,
    text: () => {
      const type = shape.root.name;
      const fields = shape.root.fields.filter((field) => field.fields.length === 0);
      const properties = fields.map((field, at) =>
        element('Property', {
          Name: field.name,
          Type: edmTypes[field.type],
          Nullable: at === 0 ? 'false' : undefined,
        }),
      );
      const key = `<Key><PropertyRef Name="${fields[0]?.name ?? 'Id'}"/></Key>`;
      return (
        `${xmlDeclaration}\n<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx">` +
        `<edmx:DataServices m:DataServiceVersion="2.0" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">\n` +
        `<Schema Namespace="${name}" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">\n` +
        `<EntityType Name="${type}">${key}\n${properties.join('\n')}\n</EntityType>\n` +
        `<EntityContainer Name="${name}Entities" m:IsDefaultEntityContainer="true"><EntitySet Name="${type}Set" EntityType="${name}.${type}"/></EntityContainer>\n` +
        `</Schema></edmx:DataServices></edmx:Edmx>\n`
      );
    },
  };
}

const jsonTypes = {
  string: { type: 'string' },
  date: { type: 'string', format: 'date' },
  dateTime: { type: 'string', format: 'date-time' },
  decimal: { type: 'number' },
  int: { type: 'integer' },
  boolean: { type: 'boolean' },
  group: { type: 'object' },
} as const;

/** `json/<name>.json`: JSON schema of the same structure. */
export function jsonSchemaFile(name: string, shape: MessageShape): FlowFile {
  return {
    path: `json/${name}.json`,
    text: () => {
      const schema = {
        $schema: 'http://json-schema.org/draft-07/schema#',
        title: name,
        ...jsonField(shape.root),
      };
      return `${JSON.stringify(schema, null, 2)}\n`;
    },
  };
}

function jsonField(field: Field): Record<string, unknown> {
  const own: Record<string, unknown> = { ...jsonTypes[field.type] };
  if (field.fields.length > 0) {
    own.properties = Object.fromEntries(field.fields.map((inner) => [inner.name, jsonField(inner)]));
    own.required = field.fields.filter((inner) => !inner.optional).map((inner) => inner.name);
  }
  return field.many ? { type: 'array', items: own } : own;
}
