import type { ResourceType } from '../../../src-shared/content/artifact/model.ts';
import type { TextLanguage } from '../../components/text/languages.ts';

const languages: Readonly<Partial<Record<ResourceType, TextLanguage>>> = {
  flow: 'xml',
  groovy: 'groovy',
  javascript: 'javascript',
  xslt: 'xml',
  'message-mapping': 'xml',
  'operation-mapping': 'xml',
  'value-mapping': 'xml',
  xsd: 'xml',
  wsdl: 'xml',
  edmx: 'xml',
  json: 'json',
  xml: 'xml',
  properties: 'properties',
  'parameter-definitions': 'xml',
  manifest: 'properties',
  java: 'java',
};

/** By the name of the file, else by how its text begins. */
export function languageOfType(type: ResourceType, text: string): TextLanguage | undefined {
  const known = languages[type];
  if (known) return known;
  const start = text.slice(0, 200).trimStart();
  if (/^<[?!\w]/.test(start)) return 'xml';
  return /^[[{]\s*["{\]}]/.test(start) ? 'json' : undefined;
}
