import { deflateRawSync } from 'node:zlib';

import type { RefusalCode } from '../../../../../src-main/content/reader/refusal.ts';
import { escaped, flowArtifact, flowManifest, flowPath, flowXml, zipOf } from './build-artifact.ts';
import { type RawEntry, rawZip } from './raw-zip.ts';

export interface Hostile {
  readonly name: string;
  readonly make: () => Uint8Array;
  /** `undefined`: read, with a warning of `warning` if there is one. */
  readonly refusedAs: RefusalCode | undefined;
  readonly warning?: string;
}

const megabyte = 1024 * 1024;
const text = (content: string): Uint8Array => Buffer.from(content);

function good(): readonly RawEntry[] {
  return [
    { name: 'META-INF/MANIFEST.MF', content: text(flowManifest()) },
    { name: flowPath, content: text(flowXml()) },
  ];
}

function withEntry(entry: Partial<RawEntry> & { readonly name: string }): Uint8Array {
  return rawZip([...good(), { content: text('x'), ...entry }]);
}

function withFlow(flow: string | Uint8Array): Uint8Array {
  return flowArtifact(flow);
}

const zeros = (size: number): Uint8Array => new Uint8Array(size);

const zips: readonly Hostile[] = [
  {
    name: 'a bomb of one file',
    make: () => withEntry({ name: 'a', content: zeros(120 * megabyte) }),
    refusedAs: 'too-large',
  },
  {
    name: 'a bomb of many files',
    make: () => rawZip([...good(), ...files(60, () => zeros(4 * megabyte))]),
    refusedAs: 'too-large',
  },
  {
    name: 'a size of 4 GB',
    make: () => withEntry({ name: 'a', declaredSize: 0xfffffffe }),
    refusedAs: 'too-large',
  },
  { name: 'files on top of each other', make: overlapping, refusedAs: 'too-large' },
  {
    name: '60,000 files',
    make: () => rawZip([...good(), ...files(60_000, () => text(''))]),
    refusedAs: 'too-many-files',
  },
  {
    name: 'a count that is not true',
    make: () => rawZip(good(), { entryCount: 9_000 }),
    refusedAs: 'damaged',
  },
  {
    name: 'a size that is too small',
    make: () => withEntry({ name: 'a', declaredSize: 10, content: zeros(100 * megabyte) }),
    refusedAs: 'damaged',
  },
  {
    name: 'a size that is too large',
    make: () => withEntry({ name: 'a', declaredSize: 7 * megabyte, content: text('short') }),
    refusedAs: 'damaged',
  },
  {
    name: 'a wrong checksum',
    make: () => withEntry({ name: 'a', declaredChecksum: 1 }),
    refusedAs: 'damaged',
  },
  {
    name: 'a bomb inside a package',
    make: () => packageWith(withEntry({ name: 'a', content: zeros(120 * megabyte) })),
    refusedAs: 'too-large',
  },
  {
    name: 'packages inside packages',
    make: nested,
    refusedAs: undefined,
    warning: 'package-entry-unreadable',
  },
  { name: '../', make: () => withEntry({ name: '../../evil.sh' }), refusedAs: 'unsafe-name' },
  { name: '..\\', make: () => withEntry({ name: '..\\evil.bat' }), refusedAs: 'unsafe-name' },
  { name: 'an absolute name', make: () => withEntry({ name: '/etc/passwd' }), refusedAs: 'unsafe-name' },
  { name: 'a drive', make: () => withEntry({ name: 'C:\\Windows\\evil.dll' }), refusedAs: 'unsafe-name' },
  {
    name: 'a device of Windows',
    make: () => withEntry({ name: 'src/main/resources/script/con.groovy' }),
    refusedAs: 'unsafe-name',
  },
  { name: 'a colon', make: () => withEntry({ name: 'src/a::b.groovy' }), refusedAs: 'unsafe-name' },
  { name: 'a dot at the end', make: () => withEntry({ name: 'src/a.groovy.' }), refusedAs: 'unsafe-name' },
  {
    name: 'a null in a name',
    make: () => withEntry({ name: 'src/a\u0000.groovy' }),
    refusedAs: 'unsafe-name',
  },
  {
    name: 'a name twice',
    make: () => rawZip([...good(), { name: flowPath, content: text(flowXml()) }]),
    refusedAs: 'duplicate-name',
  },
  { name: 'a truncated zip', make: () => rawZip(good()).subarray(0, 700), refusedAs: 'not-a-zip' },
  {
    name: 'a program in front of the zip',
    make: () => Buffer.concat([Buffer.from('MZ'), zeros(5_000), rawZip(good())]),
    refusedAs: undefined,
    warning: 'zip-within-file',
  },
  {
    name: 'a signature behind the zip',
    make: () => Buffer.concat([rawZip(good()), Buffer.alloc(4_000, 0x30)]),
    refusedAs: undefined,
    warning: 'zip-within-file',
  },
  { name: 'a comment that looks like an end', make: withMisleadingComment, refusedAs: undefined },
  {
    name: 'too much behind the zip',
    make: () => Buffer.concat([rawZip(good()), Buffer.alloc(200_000, 0x30)]),
    refusedAs: 'not-a-zip',
  },
  {
    name: 'a package that was cut off behind a zip inside it',
    make: () => rawZip([{ name: 'a_content', content: rawZip(good()), isStored: true }]).subarray(0, -77),
    refusedAs: 'damaged',
  },
  { name: 'a zip without its beginning', make: () => rawZip(good()).subarray(300), refusedAs: 'damaged' },
  { name: 'an encrypted zip', make: () => withEntry({ name: 'a', flags: 0x801 }), refusedAs: 'encrypted' },
  { name: 'no zip at all', make: () => text('hello'), refusedAs: 'not-a-zip' },
  { name: 'nothing', make: () => new Uint8Array(), refusedAs: 'not-a-zip' },
  { name: 'a zip of something else', make: () => zipOf({ 'readme.txt': 'hello' }), refusedAs: 'no-artifact' },
];

const xmls: readonly Hostile[] = [
  { name: 'a billion laughs', make: () => withFlow(laughs()), refusedAs: 'entities' },
  { name: 'an entity from outside', make: () => withFlow(outside()), refusedAs: 'entities' },
  {
    name: 'an entity nobody declared',
    make: () => withFlow(flowXml({ process: '<bpmn2:task id="&x;"/>' })),
    refusedAs: 'entities',
  },
  {
    name: '10,000 levels',
    make: () => withFlow(flowXml({ process: '<a>'.repeat(10_000) + '</a>'.repeat(10_000) })),
    refusedAs: 'too-deep',
  },
  {
    name: 'not well-formed',
    make: () => withFlow(flowXml().replace('</bpmn2:process>', '')),
    refusedAs: 'not-well-formed',
  },
  { name: 'cut', make: () => withFlow(flowXml().slice(0, 1_000)), refusedAs: 'not-well-formed' },
  { name: 'empty', make: () => withFlow(''), refusedAs: 'not-well-formed' },
  { name: 'binary', make: () => withFlow(deflateRawSync(text(flowXml()))), refusedAs: 'wrong-encoding' },
  {
    name: 'Latin 1 that says UTF-8',
    make: () => withFlow(Buffer.from(flowXml({ process: '<bpmn2:task id="a" name="Grüße"/>' }), 'latin1')),
    refusedAs: 'wrong-encoding',
  },
  {
    name: 'an encoding nobody knows',
    make: () => withFlow(flowXml({ declaration: '<?xml version="1.0" encoding="klingon"?>' })),
    refusedAs: 'wrong-encoding',
  },
  { name: '20 MB', make: () => withFlow(flowXml({ process: noise(20 * megabyte) })), refusedAs: 'too-large' },
  {
    name: 'a million elements',
    make: () => withFlow(flowXml({ process: '<a/>'.repeat(1_000_000) })),
    refusedAs: 'too-large',
  },
  {
    name: 'a million attributes',
    make: () =>
      withFlow(
        flowXml({
          process: `<a ${numbers(600_000)
            .map((at) => `b${at}=""`)
            .join(' ')}/>`,
        }),
      ),
    refusedAs: 'too-large',
  },
  {
    name: 'bytes that say UTF-16',
    make: () => withFlow(flowXml({ declaration: '<?xml version="1.0" encoding="UTF-16"?>' })),
    refusedAs: 'wrong-encoding',
  },
  {
    name: 'a script of 30 MB',
    make: () => withEntry({ name: 'src/main/resources/script/a.js', content: text(script(30 * megabyte)) }),
    refusedAs: undefined,
    warning: 'file-too-large',
  },
  {
    name: 'flows that are too large together',
    make: () => {
      const content = text(flowXml({ process: `<!--${script(9 * megabyte)}-->` }));
      return rawZip([...good(), ...numbers(4).map((at) => ({ name: `${flowPath}${at}.iflw`, content }))]);
    },
    refusedAs: 'too-large',
  },
  { name: 'a byte order mark', make: () => withFlow(`\ufeff${flowXml()}`), refusedAs: undefined },
  {
    name: 'UTF-16',
    make: () => withFlow(Buffer.from(`\ufeff${flowXml({ declaration: '' })}`, 'utf16le')),
    refusedAs: undefined,
  },
  {
    name: 'no diagram',
    make: () => withFlow(flowXml({ diagram: '' })),
    refusedAs: undefined,
    warning: 'flow-without-diagram',
  },
  {
    name: 'links to nothing',
    make: () =>
      withFlow(flowXml({ process: '<bpmn2:sequenceFlow id="S" sourceRef="nobody" targetRef="nothing"/>' })),
    refusedAs: undefined,
    warning: 'flow-broken-link',
  },
];

export const hostiles: readonly Hostile[] = [...zips, ...xmls];

function files(count: number, content: () => Uint8Array): readonly RawEntry[] {
  const same = content();
  const packed = deflateRawSync(same);
  return numbers(count).map((at) => ({ name: `f${at}`, content: same, packed }));
}

function overlapping(): Uint8Array {
  const content = zeros(5 * megabyte);
  const packed = deflateRawSync(content);
  const entries = numbers(200).map((at) => ({ name: `f${at}`, content, packed, isOverlapping: at > 0 }));
  return rawZip([...good(), ...entries]);
}

function packageWith(content: Uint8Array): Uint8Array {
  const list = { resources: [{ id: 'a', uniqueId: 'A', displayName: 'A', resourceType: 'IFlow' }] };
  return zipOf({ 'resources.cnt': Buffer.from(JSON.stringify(list)).toString('base64'), a_content: content });
}

function withMisleadingComment(): Uint8Array {
  const comment = Buffer.from('signed PK\u0005\u0006 by the tool of a partner');
  const zip = Buffer.concat([rawZip(good()), comment]);
  zip.writeUInt16LE(comment.length, zip.length - comment.length - 2);
  return zip;
}

function nested(): Uint8Array {
  let inner = packageWith(rawZip(good()));
  for (let level = 0; level < 20; level++) inner = packageWith(inner);
  return inner;
}

function laughs(): string {
  const entities = numbers(10).map((at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
  return flowXml({
    declaration: `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">${entities.join('')}]>`,
    process: '<a>&l10;</a>',
  });
}

function outside(): string {
  return flowXml({
    declaration: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    process: '<a>&x;</a>',
  });
}

/** Text that does not pack well, so that size is what it is refused for. */
function noise(size: number): string {
  let state = 42;
  const parts: string[] = [];
  for (let length = 0; length < size; length += 12) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    parts.push(state.toString(36).padStart(12, 'x'));
  }
  return `<a>${escaped(parts.join(''))}</a>`;
}

/** Packs well, and not so well that it is taken for a bomb. */
function script(size: number): string {
  const line = `${noise(2_000)}${'{{x}} is said again. '.repeat(1_700)}\n`;
  return line.repeat(size / line.length);
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at);
}
