import { SaxesParser } from 'saxes';
import { type Entry, fromBuffer } from 'yauzl';

import type { ContentOptions, DemoArtifact, DemoContent } from '../../../../src-demo-tenant/content/model.ts';

/** A zip read by a reader of its own: entry names to bytes. */
export function readZip(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const entries = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => {
        resolve(entries);
      });
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure !== null) {
            reject(failure);
            return;
          }
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('error', reject);
          stream.on('end', () => {
            entries.set(entry.fileName, Buffer.concat(parts));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Throws where the text is not well-formed or uses an undeclared prefix. */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [top];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes).map(([name, attribute]) => [name, attribute.value]),
    );
    const element: XmlElement = { name: tag.name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (part) => {
    const current = open.at(-1);
    if (current !== undefined) current.text += part;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  const [root] = top.children;
  if (root === undefined) throw new Error('The text has no root element');
  return root;
}

export function allElements(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(allElements)];
}

/** Unfolded manifest headers; fails where a line is longer than 72 bytes. */
export function readManifest(bytes: Buffer): Map<string, string> {
  const lines = bytes.toString('utf8').split('\r\n');
  const tooLong = lines.filter((line) => Buffer.byteLength(line) > 72);
  if (tooLong.length > 0) throw new Error(`Lines over 72 bytes: ${tooLong.join(' | ')}`);
  const unfolded = lines.join('\n').replace(/\n /g, '').split('\n');
  return new Map(
    unfolded
      .filter((line) => line !== '')
      .map((line): [string, string] => {
        const colon = line.indexOf(': ');
        return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 2)];
      }),
  );
}

/** Keys and values of a Java properties file. */
export function readProperties(text: string): Map<string, string> {
  const plain = (part: string): string =>
    part
      .replace(/\\u([0-9A-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
      .replace(/\\(.)/g, '$1');
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): [string, string] => {
        const at = /(?<!\\)=/.exec(line)?.index ?? line.length;
        return [plain(line.slice(0, at)), plain(line.slice(at + 1))];
      }),
  );
}

export const smallTenant: ContentOptions = {
  seed: 7,
  now: Date.UTC(2026, 10, 23, 12, 30),
  packages: 1,
  artifacts: 1,
};

export function artifactsOf(content: DemoContent): DemoArtifact[] {
  return content.packages.flatMap((each) => each.artifacts);
}

export interface ReadFlow {
  readonly artifact: DemoArtifact;
  readonly entries: Map<string, Buffer>;
  /** The .iflw as text, as elements, and the ids in it. */
  readonly text: string;
  readonly elements: XmlElement[];
  readonly ids: Set<string>;
}

export async function readFlows(content: DemoContent): Promise<ReadFlow[]> {
  const flows: ReadFlow[] = [];
  for (const artifact of artifactsOf(content)) {
    if (artifact.kind !== 'IntegrationFlow') continue;
    const entries = await readZip(artifact.zip());
    const path = [...entries.keys()].find((name) => name.endsWith('.iflw')) ?? '';
    const text = entries.get(path)?.toString('utf8') ?? '';
    const elements = allElements(readXml(text));
    const ids = new Set(elements.flatMap((element) => element.attributes.id ?? []));
    flows.push({ artifact, entries, text, elements, ids });
  }
  return flows;
}

const nodeNames = [
  'startEvent',
  'endEvent',
  'callActivity',
  'serviceTask',
  'exclusiveGateway',
  'parallelGateway',
];

export function isNode(element: XmlElement): boolean {
  return nodeNames.includes(element.name.replace('bpmn2:', ''));
}
