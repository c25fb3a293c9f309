import type { FoundReference, ReferenceSource } from '../../../src-shared/content/artifact/references.ts';

const literal = `\\s*(?:"([^"$\\n]{1,200})"|'([^'\\n]{1,200})')\\s*`;
const credential = new RegExp(`\\bgetUserCredential\\(${literal}\\)`, 'g');
const valueMapping = new RegExp(
  `\\bgetMappedValue\\(${literal},${literal},[^,\\n]{1,200},${literal},${literal}\\)`,
  'g',
);

/** What a script asks of the tenant by a name that stands in it; names that are computed cannot be told. */
export function scriptReferences(bytes: Uint8Array | undefined, file: string): readonly FoundReference[] {
  if (!bytes) return [];
  const text = Buffer.from(bytes).toString('utf8');
  const source: ReferenceSource = {
    element: undefined,
    file,
    name: file.slice(file.lastIndexOf('/') + 1),
    key: undefined,
  };
  return [
    ...Array.from(text.matchAll(credential), ([, double, single]): FoundReference => {
      return { type: 'security-material', name: double ?? single ?? '', source };
    }),
    ...Array.from(text.matchAll(valueMapping), (match): FoundReference => {
      const [agency1, schema1, agency2, schema2] = [1, 3, 5, 7].map((at) => match[at] ?? match[at + 1] ?? '');
      return { type: 'value-mapping', name: `${agency1}:${schema1} → ${agency2}:${schema2}`, source };
    }),
  ];
}
