import { flow, mappingArtifact, scriptCollection, typeArtifact, valueMapping } from '../artifact-seeds.ts';
import { groovy, logPayload } from '../groovy/common.ts';
import { roundFigures } from '../groovy/figures.ts';
import { createRandom, type Random } from '../random.ts';
import type { ArtifactFacts, ArtifactSeed, Deployment, PackageSeed, TrafficSeed } from '../seed.ts';
import { messageMapping } from '../shapes/message-mapping.ts';
import { type MessageShape, shape } from '../shapes/message-shape.ts';
import { patterns } from './patterns.ts';
import { type Area, areas, regions, scopes, systems, verbs } from './vocabulary.ts';

/** Names in use on the tenant; ids are unique over all kinds. */
interface Context {
  readonly random: Random;
  readonly taken: Set<string>;
  /** The last flow with traffic, as successor of a later one: chains never form a circle. */
  lastBusy: string | undefined;
}

interface Home {
  readonly id: string;
  readonly region: readonly [string, string];
  readonly area: Area;
}

/**
 * Adds packages and artifacts until the wanted numbers are reached. The same seed gives the same content;
 * without further packages the artifacts go to the existing ones.
 */
export function withVolume(
  written: readonly PackageSeed[],
  wanted: { readonly seed: number; readonly packages: number; readonly artifacts: number },
): PackageSeed[] {
  const random = createRandom(wanted.seed);
  const taken = new Set(
    written.flatMap((each) => [each.id, ...each.artifacts.map((artifact) => artifact.id)]),
  );
  const context: Context = { random, taken, lastBusy: undefined };
  const morePackages = Math.max(0, wanted.packages - written.length);
  const moreArtifacts = Math.max(
    0,
    wanted.artifacts - written.reduce((sum, each) => sum + each.artifacts.length, 0),
  );

  if (morePackages === 0) return extended(written, moreArtifacts, context);
  const packages: PackageSeed[] = [];
  for (let at = 0; at < morePackages; at += 1) {
    const count =
      Math.floor(((at + 1) * moreArtifacts) / morePackages) - Math.floor((at * moreArtifacts) / morePackages);
    packages.push(generatedPackage(at, count, context));
  }
  return [...written, ...packages];
}

function extended(written: readonly PackageSeed[], count: number, context: Context): PackageSeed[] {
  const open = written.filter((each) => each.mode !== 'READ_ONLY' && each.hidden !== true);
  const added = new Map<string, ArtifactSeed[]>(open.map((each) => [each.id, []]));
  for (let at = 0; at < count; at += 1) {
    const owner = open[at % open.length];
    if (owner === undefined) break;
    const home = {
      id: owner.id,
      region: regions[at % regions.length] ?? regions[0],
      area: context.random.pick(areas),
    };
    added.get(owner.id)?.push(generatedArtifact(home, context));
  }
  return written.map((each) => ({ ...each, artifacts: [...each.artifacts, ...(added.get(each.id) ?? [])] }));
}

function generatedPackage(at: number, count: number, context: Context): PackageSeed {
  const { random } = context;
  const region = regions[at % regions.length] ?? regions[0];
  const area = areas[Math.floor(at / regions.length) % areas.length] ?? areas[0];
  const round = Math.floor(at / (regions.length * areas.length));
  const scope = round === 0 ? '' : ` ${scopes[(round - 1) % scopes.length] ?? ''}`;
  const more = round > scopes.length ? ` ${round}` : '';
  const name = `Nordwind ${region[1]} ${area.name}${scope}${more}`;
  const id = unique(name.replace(/[^A-Za-z0-9]/g, ''), context.taken);
  const readOnly = at % 29 === 17;
  const home: Home = { id, region, area };
  return {
    id,
    name,
    shortText: `${area.name} interfaces of ${region[1]}.`,
    description: `<p>${area.name} of the country organisation ${region[1]}.</p>`,
    version: `${1 + random.below(4)}.${random.below(10)}.0`,
    vendor: readOnly ? 'Fjordwerk Software' : '',
    mode: readOnly ? 'READ_ONLY' : 'EDIT_ALLOWED',
    partnerContent: readOnly,
    updateAvailable: readOnly && random.chance(0.5),
    countries: [region[1]],
    linesOfBusiness: [area.lineOfBusiness],
    keywords: [area.name.toLowerCase()],
    tags: { Author: `Integration Team ${region[1]}` },
    artifacts: Array.from({ length: count }, () => generatedArtifact(home, context)),
  };
}

function generatedArtifact(home: Home, context: Context): ArtifactSeed {
  const roll = context.random.next();
  if (roll < 0.72) return generatedFlow(home, context);
  const object = context.random.pick(home.area.objects);
  const word = object.replace(/[^A-Za-z]/g, '');
  const prefix = `NW_${home.region[0]}_${home.area.code}`;
  if (roll < 0.82) {
    const facts = factsOf(
      `${prefix}_MM_${word}`,
      `${object} Mapping`,
      `Maps ${object} for ${home.region[1]}.`,
      context,
    );
    return mappingArtifact(facts, () =>
      messageMapping(`MM_${word}`, plainShape(word), plainShape(`Local${word}`), plainLinks(word)),
    );
  }
  if (roll < 0.91) {
    const facts = factsOf(`${prefix}_VM_${word}`, `${object} Codes`, `Codes of ${object}.`, context);
    const rows = Array.from(
      { length: 6 },
      (_, at) => [`${home.area.code}${at + 1}`, String(1000 + at * 10)] as const,
    );
    return valueMapping(facts, [{ source: ['Local', word], target: ['S4HANA', word], rows }]);
  }
  if (roll < 0.97) {
    const facts = factsOf(`${prefix}_SC_${word}`, `${object} Scripts`, `Scripts for ${object}.`, context);
    return scriptCollection(facts, [logPayload, roundFigures, keyScript(word)]);
  }
  const facts = factsOf(`${prefix}_DT_${word}`, `DT_${word}`, `Data type ${object}`, context);
  return typeArtifact('DataType', { ...facts, deployed: 'none' }, plainShape(word));
}

const patternNames = Object.keys(patterns);

function generatedFlow(home: Home, context: Context): ArtifactSeed {
  const { random } = context;
  const object = random.pick(home.area.objects);
  const word = object.replace(/[^A-Za-z]/g, '');
  const from = random.pick(systems);
  const to =
    systems[(systems.indexOf(from) + 1 + random.below(systems.length - 1)) % systems.length] ?? systems[0];
  const name = `${random.pick(verbs)} ${object} from ${from[1]} to ${to[1]}`;
  const id = `NW_${home.region[0]}_${home.area.code}_${word}_${from[0]}_to_${to[0]}`;
  const text = `${name} for ${home.region[1]}.`;
  const facts = { ...factsOf(id, name, text, context), from: from[1], to: to[1] };
  const pattern = patternNames[random.below(patternNames.length)] ?? 'relay';
  const traffic = busyFlow(facts, word, context);
  const input = {
    object: word,
    source: from[1],
    target: to[1],
    address: `/nw/${facts.id.slice(3).toLowerCase().replace(/_/g, '/')}`,
    queue: `NW.${home.region[0]}.${home.area.code}.${word.toUpperCase()}`,
  };
  const build = patterns[pattern] ?? patterns.relay;
  if (build === undefined) throw new Error(`There is no pattern ${pattern}`);
  const [protocol, prefix] = build.listens ?? [];
  const listens =
    protocol === undefined || prefix === undefined ? undefined : { protocol, prefix, address: input.address };
  const seed = flow(traffic === undefined ? facts : { ...facts, traffic }, () => build.body(input));
  return { ...seed, pattern, listens };
}

function busyFlow(facts: ArtifactFacts, messageType: string, context: Context): TrafficSeed | undefined {
  const { random } = context;
  const deployed = facts.deployed ?? 'same';
  if (deployed === 'none' || random.chance(0.55)) return undefined;
  const next = context.lastBusy !== undefined && random.chance(0.25) ? [context.lastBusy] : [];
  context.lastBusy = facts.id;
  return {
    weight: 0.2 + 6 * random.next() ** 5,
    failureRate: 0.002 + 0.06 * random.next() ** 3,
    typicalMs: Math.round(80 + 6000 * random.next() ** 3),
    messageType,
    headers: random.chance(0.5) ? ['ObjectId'] : [],
    next,
  };
}

function factsOf(id: string, name: string, text: string, context: Context): ArtifactFacts {
  const { random } = context;
  const version = `${1 + random.below(3)}.${random.below(12)}.${random.below(8)}`;
  return {
    id: unique(id, context.taken),
    name,
    text,
    version,
    draft: random.chance(0.03),
    deployed: deployment(random),
  };
}

function deployment(random: Random): Deployment {
  const roll = random.next();
  if (roll < 0.58) return 'same';
  if (roll < 0.78) return 'none';
  if (roll < 0.86) return 'changed';
  if (roll < 0.965) return { version: `0.${random.below(12)}.${random.below(9)}` };
  if (roll < 0.98) return { status: 'STARTING' };
  return { error: { parameter: [random.pick(errorTexts)], childMessages: [] } };
}

const errorTexts = [
  "[CAMEL][IFLOW][CAUSE]: Cause: com.sap.it.nm.security.SecureStoreException: Credential with alias 'NW_TARGET_OAUTH' was not found",
  "[CAMEL][IFLOW][CAUSE]: Cause: com.sap.it.rt.script.ScriptCompilationException: Script 'script1.groovy': unable to resolve class example.nordwind.util.Codes",
  "[CAMEL][IFLOW][CAUSE]: Cause: com.sap.it.jms.queue.QueueNotFoundException: Queue 'NW.LOCAL.INBOUND' does not exist and could not be created",
  "[CAMEL][IFLOW][CAUSE]: Cause: java.lang.IllegalArgumentException: Script collection 'NW_SC_Removed' is not deployed",
  '[CAMEL][IFLOW][CAUSE]: Cause: org.osgi.framework.BundleException: Could not resolve module: missing requirement messagemapping.NW_MM_Removed',
] as const satisfies readonly [string, ...string[]];

function unique(id: string, taken: Set<string>): string {
  let candidate = id;
  for (let number = 2; taken.has(candidate); number += 1) candidate = `${id}_V${number}`;
  taken.add(candidate);
  return candidate;
}

function plainShape(root: string): MessageShape {
  return shape(
    'urn:nordwind.example:local:v1',
    `${root}\n  Id string\n  ChangedAt dateTime\n  Code string\n  Amount? decimal\n  Text? string`,
  );
}

function plainLinks(root: string): string {
  const fields = ['Id', 'ChangedAt', 'Code', 'Amount'].map(
    (name) => `/Local${root}/${name} <- /${root}/${name}`,
  );
  return [`/Local${root} <- /${root}`, ...fields].join('\n');
}

function keyScript(object: string): ReturnType<typeof groovy> {
  return groovy(
    `Key${object}.groovy`,
    `import com.sap.gateway.ip.core.customdev.util.Message

/** Reads the key of ${object} from the first Id element. */
def Message processData(Message message) {
    def root = new groovy.xml.XmlSlurper().parse(message.getBody(Reader))
    def id = root.'**'.find { it.name() == 'Id' }?.text()
    message.setHeader('SAP_ApplicationID', id ?: 'unknown')
    return message
}
`,
  );
}
