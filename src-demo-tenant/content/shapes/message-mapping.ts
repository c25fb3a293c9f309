import type { FlowFile } from '../flow/flow-definition.ts';
import { hexId } from '../random.ts';
import { attributes, element, escapeXml } from '../xml.ts';
import { type MessageShape, pathsOf } from './message-shape.ts';
import { xsdFile } from './schema-files.ts';

export interface MessageMapping {
  readonly file: FlowFile;
  readonly schemas: readonly FlowFile[];
}

/**
 * A graphical mapping. `links` is one target a line: `/Target/Field <- /Source/Field`, a constant in single
 * quotes, or a standard function around them: `concat('NW', /Order/Id)`.
 */
export function messageMapping(
  name: string,
  source: MessageShape,
  target: MessageShape,
  links: string,
): MessageMapping {
  const schemas = [xsdFile(source.root.name, source), xsdFile(target.root.name, target)];
  return {
    file: { path: `mapping/${name}.mmap`, text: () => mmapText(name, source, target, links) },
    schemas: source.root.name === target.root.name ? schemas.slice(0, 1) : schemas,
  };
}

function mmapText(name: string, source: MessageShape, target: MessageShape, links: string): string {
  const sources = new Set(pathsOf(source.root).map(({ path }) => path));
  const byTarget = new Map(
    links
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line): [string, string] => {
        const [to = '', from = ''] = line.split(' <- ');
        return [to, from];
      }),
  );
  const bricks = pathsOf(target.root).flatMap(({ path }) => {
    const expression = byTarget.get(path);
    return expression === undefined ? [] : [targetBrick(path, parse(expression, sources))];
  });
  const id = hexId(name);
  const role = (kind: string, shape: MessageShape): string =>
    `<lnkRole kpos="1" role="${kind}"><lnk rMode="R"><key typeID="xsd" version="1.1"><elem>${shape.root.name}.xsd</elem>` +
    `<elem>src/main/resources/xsd</elem><elem>${shape.root.name}</elem><elem>${escapeXml(shape.namespace)}</elem></key></lnk></lnkRole>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><xiObj xmlns="urn:sap-com:xi"><idInfo VID="01"><vc caption="LOCAL" sp="-1" swcGuid="${'0'.repeat(32)}" vcType="S">` +
    `<clCxt consider="A"/></vc><key oid="${id}" typeID="XI_TRAFO"><elem>${escapeXml(name)}</elem><elem>src/main/resources/mapping</elem></key><version>1.0</version></idInfo>` +
    `<documentation><description/></documentation><generic><admInf><modifBy/><modifAt/><owner/></admInf><lnks>${role('TARGET_IFR_MESS', target)}${role('SOURCE_IFR_MESS', source)}</lnks>` +
    `<textInfo loadedL="EN"><textObj id="${id}" masterL="EN" type="0"><texts lang="EN"><text label=""/></texts></textObj></textInfo></generic>` +
    `<content><tr:XiTrafo xmlns:tr="urn:sap-com:xi:mapping:xitrafo"><tr:MetaData><mappingtool version="XI7.1"><project version="XI7.1">` +
    `<libstorage/><transformation>${bricks.join('')}</transformation><testData><instances/></testData></project></mappingtool></tr:MetaData>` +
    `<tr:ByteCodeJar/><tr:SourceStructure/><tr:TargetStructure/><tr:Multiplicity>1:1</tr:Multiplicity>` +
    `<tr:SourceParameters>${position}</tr:SourceParameters><tr:TargetParameters>${position}</tr:TargetParameters></tr:XiTrafo></content></xiObj>`
  );
}

const position =
  '<tr:Parameter><tr:Position>1</tr:Position><tr:Minoccurs>1</tr:Minoccurs><tr:Maxoccurs>1</tr:Maxoccurs></tr:Parameter>';

function targetBrick(path: string, argument: string): string {
  return `<brick${attributes({ gid: 0, path, type: 'Dst' })}><viewData x="420" y="40"/><arg>${argument}</arg><group/></brick>`;
}

function parse(expression: string, sources: ReadonlySet<string>): string {
  const text = expression.trim();
  if (text.startsWith("'")) return constant(text.slice(1, -1));
  if (text.startsWith('/')) {
    if (!sources.has(text)) throw new Error(`The source message has no ${text}`);
    return element('brick', { gid: 0, path: text, type: 'Src' }, '<viewData x="40" y="40"/>');
  }
  const open = text.indexOf('(');
  const inner = text.slice(open + 1, -1);
  const args = splitArguments(inner).map(
    (argument, pin) =>
      `<arg${attributes({ pin: pin === 0 ? undefined : pin })}>${parse(argument, sources)}</arg>`,
  );
  const name = text.slice(0, open);
  return element(
    'brick',
    { fname: name, fns: 'dflt', type: 'Func' },
    `<viewData x="220" y="40"/>${args.join('')}`,
  );
}

function constant(value: string): string {
  const bindings = `<bindings><param name="value"><value>${escapeXml(value)}</value></param></bindings>`;
  return element(
    'brick',
    { fname: 'const', fns: 'dflt', type: 'Func' },
    `<viewData x="40" y="40"/>${bindings}`,
  );
}

/** Splits at the commas that are not inside a nested call. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
