import { escapeXml } from '../xml.ts';
import type { FlowFile, TaskStep } from './flow-definition.ts';
import { baseName, task } from './steps.ts';

/** Steps that change the format of a body or store it. */
export function jsonToXml(name: string, root: string): TaskStep {
  return task(name, 'JSON to XML Converter', 'JsonToXmlConverter', 'JsonToXmlConverter', '1.1.2', {
    additionalRootElementName: root,
    jsonNamespaceMapping: '',
    useNamespaces: 'false',
    addXMLRootElement: 'true',
    additionalRootElementNamespace: '',
    jsonNamespaceSeparator: ':',
  });
}

export function xmlToJson(name: string, arrays: readonly string[] = []): TaskStep {
  return task(name, 'XML to JSON Converter', 'XmlToJsonConverter', 'XmlToJsonConverter', '1.0.8', {
    xmlJsonUseStreaming: 'true',
    xmlJsonSuppressRootElement: 'true',
    xmlJsonPathTable: arrays.map((path) => `<row><cell>${path}</cell><cell></cell></row>`).join(''),
    jsonOutputEncoding: 'UTF-8',
    jsonNamespaceMapping: '',
    xmlJsonConvertAllElements: 'specific',
    useNamespaces: 'false',
    jsonNamespaceSeparator: ':',
  });
}

export function csvToXml(name: string, schema: FlowFile, field: string, separator = ';'): TaskStep {
  const properties = {
    Field_Separator_in_CSV: separator,
    ignoreFirstLineAsHeader: 'true',
    XML_Schema_File_Path: `/xsd/${baseName(schema.path)}`,
    headerMapping: 'mapHeadersToXSD',
    Record_Identifier_in_CSV: '',
    XPath_Field_Location: field,
  };
  const type = 'CsvToXmlConverter';
  return task(name, 'CSV to XML Converter', type, type, '1.3.1', properties, { files: [schema] });
}

export function xmlToCsv(name: string, field: string, separator = ';'): TaskStep {
  return task(name, 'XML to CSV Converter', 'XmlToCsvConverter', 'XmlToCsvConverter', '1.1.0', {
    Field_Separator_in_CSV: separator,
    Include_Attribute: 'false',
    Include_Header: 'true',
    Include_Master: 'false',
    Master_XPath_Field_Location: '',
    XPath_Field_Location: field,
  });
}

export function validate(name: string, schema: FlowFile): TaskStep {
  const properties = { preventException: 'false', xsd: `/xsd/${baseName(schema.path)}` };
  return task(name, 'XML Validator', 'XmlValidator', 'XmlValidator', '2.2.0', properties, {
    files: [schema],
  });
}

export function base64Encode(name: string): TaskStep {
  const encoderType = 'Base64 Encode';
  return task(name, 'Base64 Encoder', 'Encoder', encoderType, '1.0.1', { encoderType });
}

export function base64Decode(name: string): TaskStep {
  const encoderType = 'Base64 Decode';
  return task(name, 'Base64 Decoder', 'Decoder', encoderType, '1.0.1', { encoderType });
}

export function zipBody(name: string): TaskStep {
  const encoderType = 'ZIP Compress';
  return task(name, 'ZIP Compression', 'Encoder', encoderType, '1.0.1', { encoderType });
}

export function unzipBody(name: string): TaskStep {
  const encoderType = 'ZIP Decompress';
  return task(name, 'ZIP Decompression', 'Decoder', encoderType, '1.0.2', { encoderType });
}

export function pgpEncrypt(name: string, userId: string): TaskStep {
  return task(name, 'PGP Encryptor', 'PgpEncrypt', 'PgpEncrypt', '1.1.0', {
    PgpSignerUserIDs: '',
    Key_Length: '256',
    PgpArmored: 'true',
    PgpDigestAlgorithm: 'SHA-256',
    PgpContentEncryptionAlgorithm: 'AES',
    PgpSignatureOption: 'NoSignature',
    PgpCompressionAlgorithm: 'ZLIB',
    PgpIntegrity: 'true',
    PgpEncryptionUserIDs: `<row><cell id='EncryptUserID'>${escapeXml(userId)}</cell></row>`,
  });
}

export function sign(name: string, alias: string): TaskStep {
  return task(name, 'Simple Signer', 'SimpleSignMessage', 'SimpleSignMessage', '1.0.3', {
    Activity_Name: 'SimpleSigner',
    privateKeyAlias: alias,
    signatureAlgorithm: 'SHA256/RSA',
    signatureTargetHeader: 'Nordwind-Signature',
  });
}

export function ediToXml(name: string, schema: FlowFile): TaskStep {
  const properties = {
    edifactSourceEncoding: 'UTF-8',
    edifactTargetEncoding: 'UTF-8',
    edifactEnvelopeTruncator: 'false',
    edifactDecimalCharacter: 'fromIncomingPayload',
    edifactEdiSchemaSource: 'IntegrationProject',
    edifactSchemaTable: `<row><cell id='edifactSchemaName'>/xsd/${baseName(schema.path)}</cell></row>`,
    edifactHeaderName: '',
    x12EdiSchemaSource: 'IntegrationProject',
    x12SchemaTable: '',
  };
  const type = 'EDItoXMLConverter';
  return task(name, 'EDI to XML Converter', type, type, '2.8.0', properties, { files: [schema] });
}

export function xmlToEdi(name: string, schema: FlowFile): TaskStep {
  const properties = {
    edifactUseCustomSeparator: 'false',
    edifactSourceEncoding: 'UTF-8',
    edifactTargetEncoding: 'UTF-8',
    edifactSegmentTerminator: '#x27',
    edifactCompositeSeparator: '#x3a',
    edifactDataElementSeparator: '#x2b',
    edifactEscapeCharacter: '#x3f',
    edifactEdiSchemaSource: 'IntegrationProject',
    edifactSchemaTable: `<row><cell id='edifactSchemaName'>/xsd/${baseName(schema.path)}</cell></row>`,
    edifactHeaderName: '',
  };
  const type = 'XMLtoEDIConverter';
  return task(name, 'XML to EDI Converter', type, type, '2.8.0', properties, { files: [schema] });
}

/** Writes an entry of a data store. */
export function put(
  name: string,
  store: string,
  entryId: string,
  visibility: 'local' | 'global' = 'global',
): TaskStep {
  return task(name, 'Data Store Write', 'DBstorage', 'put', '1.7.1', {
    visibility,
    alert: '2',
    encrypt: 'true',
    expire: '30',
    messageId: entryId,
    override: 'true',
    operation: 'put',
    storageName: store,
    includeMessageHeaders: 'false',
  });
}

export function get(name: string, store: string, entryId: string): TaskStep {
  return task(name, 'Data Store Get', 'DBstorage', 'get', '1.7.1', {
    visibility: 'global',
    dataStoreId: entryId,
    operation: 'get',
    delete: 'false',
    stopOnMissingEntry: 'false',
    storageName: store,
  });
}

export function select(name: string, store: string, maximum: number): TaskStep {
  return task(name, 'Data Store Select', 'DBstorage', 'select', '1.7.1', {
    visibility: 'global',
    maxresults: String(maximum),
    operation: 'select',
    delete: 'false',
    storageName: store,
  });
}

export function remove(name: string, store: string, entryId: string): TaskStep {
  return task(name, 'Data Store Delete', 'DBstorage', 'delete', '1.7.1', {
    visibility: 'global',
    messageId: entryId,
    operation: 'delete',
    storageName: store,
  });
}

export function writeVariable(name: string, variable: string, expression: string): TaskStep {
  const cells = [variable, 'java.lang.String', 'expression', expression, 'local'];
  return task(name, 'Write Variables', 'Variables', 'Variables', '1.2.0', {
    visibility: 'local',
    encrypt: 'true',
    expire: '400',
    variable: `<row>${cells.map((cell) => `<cell>${escapeXml(cell)}</cell>`).join('')}</row>`,
  });
}

/** Persist: keeps the message in the message store. */
export function persist(name: string, stepId: string): TaskStep {
  return task(name, 'Persist', 'Persist', 'Persist', '1.0.2', { stepid: stepId, enableEncrypt: 'true' });
}

/** Idempotent process call: skips what was processed before. */
export function idempotent(name: string, process: string, messageId: string): TaskStep {
  const type = 'IdempotentProcessCall';
  const properties = { skipOnDuplicate: 'true', sourceMessageID: messageId };
  return task(name, 'Idempotent Process Call', type, type, '1.1.0', properties, { calls: process });
}
