/**
 * Our own drawings of what a step does, on a 24 by 24 grid, as one path of strokes each. None is taken from SAP's editor: who knows
 * that one reads the names; these only help the eye.
 */
const document = 'M6 3h8l4 4v14H6zM14 3v4h4';
const lock = 'M6 11h12v9H6zM9 11';
const cylinder = 'M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6v12c0 1.7 3.6 3 8 3';
const seal = 'M12 3a6 6 0 1 1 0 12a6 6 0 0 1 0-12zM8.5 14l-1.5 7 5-2.6 5 2.6-1.5-7';
const braces = 'M7 4C5 4 5 5.5 5 7.5S4.6 11 3 11c1.6 0 2 1.5 2 3.5S5 18 7 18';
const tags = 'M16 6l-3.5 5 3.5 5M18 6l3.5 5-3.5 5';
const tagsLeft = 'M6 6l-3.5 5 3.5 5M8 6l3.5 5-3.5 5';
const bracesRight = 'M17 4c2 0 2 1.5 2 3.5s.4 3.5 2 3.5c-1.6 0-2 1.5-2 3.5s0 3.5-2 3.5';
const becomes = 'M7 21h10M14.5 18.5L17 21l-2.5 2.5';
const box = 'M8 7h12v12H8z';

export const stepIconPaths = {
  modify: `${document}M12 11v6M9 14h6`,
  script: 'M15.5 17.5l5.5-5.5-5.5-5.5M8.5 6.5L3 12l5.5 5.5',
  call: 'M10 4h10v16H10M3 12h10M9.5 8.5L13 12l-3.5 3.5',
  loop: 'M10 4h10v16H10M3.5 13a4.5 4.5 0 1 0 2-4M5.5 5.5V9H9',
  once: `M10 4h10v16H10M3 12h7M7 9l3 3-3 3M14.5 10l1.5-1v6`,
  requestReply: 'M4 8h15M15.5 4.5L19 8l-3.5 3.5M20 16H5M8.5 12.5L5 16l3.5 3.5',
  send: 'M21 4L3 11l7 3 3 7zM10 14l5-4.5',
  enrich: `${document}M10 15a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M14.3 16.8L16 18.5`,
  poll: 'M12 3v10M8.5 9.5L12 13l3.5-3.5M4 14v6h16v-6',
  mapping: 'M3 4h6v16H3zM15 4h6v16h-6zM9 8c3 0 3 8 6 8M9 16c1 0 1.7-.9 2.2-2M12.8 10c.5-1.1 1.2-2 2.2-2',
  transform: 'M7 6L2.5 12 7 18M17 6l4.5 6-4.5 6M10 9l4 6M14 9l-4 6',
  operation: 'M3 4h6v6H3zM15 14h6v6h-6zM9 7h9v7M15.5 11.5L18 14l2.5-2.5',
  identity: 'M3 5h18v14H3zM7 9v6M11 9h2a3 3 0 0 1 0 6h-2z',
  jsonToXml: `${braces}${tags}${becomes}`,
  xmlToJson: `${tagsLeft}${bracesRight}${becomes}`,
  xmlToTable: `${tagsLeft}M14 5h7v12h-7zM14 9h7M14 13h7${becomes}`,
  tableToXml: `M3 5h7v12H3zM3 9h7M3 13h7${tags}${becomes}`,
  xmlToEdi: `${tagsLeft}M14 6h7M14 10h4M20 10h1M14 14h2M18 14h3${becomes}`,
  ediToXml: `M3 6h7M3 10h4M9 10h1M3 14h2M7 14h3${tags}${becomes}`,
  extract: 'M4 6h9M4 11h5M4 16h9M12 11h8M16.5 7.5L20 11l-3.5 3.5',
  validate: `${document}M9 14l2.2 2.2L15 12`,
  edit: 'M4 20l1-4.5L16 4.5 19.5 8 8.5 19zM13.5 7l3.5 3.5',
  filter: 'M3 5h18l-7 8.5V20l-4-2.5v-4z',
  split:
    'M3 12h6M9 12c3 0 3-6 6-6h6M9 12h12M9 12c3 0 3 6 6 6h6M18.5 3.5L21 6l-2.5 2.5M18.5 9.5L21 12l-2.5 2.5M18.5 15.5L21 18l-2.5 2.5',
  gather: 'M3 6h5c3 0 3 6 6 6h7M3 12h11M3 18h5c3 0 3-6 6-6M18 9l3 3-3 3',
  aggregate: 'M4 4h5v5H4zM4 15h5v5H4zM14 9.5h6v6h-6zM9 6.5c3 0 2 6 5 6M9 17.5c3 0 2-5 5-5',
  encode: `${box}M2 13h9M8 10l3 3-3 3M15 11v4M17.5 11v4`,
  decode: 'M4 7h12v12H4zM10 13h12M19 10l3 3-3 3M7.5 11v4',
  encrypt: `${lock}M8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2.5`,
  decrypt: `${lock}M8.5 11V7a3.5 3.5 0 0 1 6.8-1.2M12 14.5v2.5`,
  sign: `${seal}M10 9h4`,
  verify: `${seal}M9.5 9l1.8 1.8 3.2-3.3`,
  digest: 'M9 4L7 20M17 4l-2 16M4 9h16M4 15h16',
  storeWrite: `${cylinder}M20 6v6M17 22v-8M14 17l3-3 3 3`,
  storeGet: `${cylinder}M20 6v6M17 14v8M14 19l3 3 3-3`,
  storeSelect: `${cylinder}M20 6v6M14.5 16h6.5M14.5 20h6.5`,
  storeDelete: `${cylinder}M20 6v6M14.5 15.5l6 6M20.5 15.5l-6 6`,
  variables: 'M3 8l6 9M9 8l-6 9M13 10.5h8M13 15h8',
  persist: 'M4 4h13l3 3v13H4zM8 4v5h7V4M8 20v-6h8v6',
  subprocess: 'M3 6h18v12H3zM12 9v6M9 12h6',
  envelope: 'M3 6h18v12H3zM3 7l9 7 9-7',
  timer: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM12 7v5l3.5 2',
  error: 'M4 19l5-13 5.5 8L20 5l-5 14-5.5-8z',
  escalation: 'M12 4l6 15-6-6-6 6z',
  terminate: 'M12 5a7 7 0 1 1 0 14a7 7 0 0 1 0-14zM12 8a4 4 0 1 1 0 8a4 4 0 0 1 0-8z',
  router: 'M6 6l12 12M18 6L6 18',
  multicast: 'M12 4v16M4 12h16',
  sequential: 'M12 4v16M4 12h16M15.5 5h4M15.5 19h4',
  join: 'M4 6l6 6-6 6M20 6l-6 6 6 6',
  sender: 'M3 4h18v12H3zM12 16v4M8 20h8',
  receiver: 'M4 3h16v7H4zM4 14h16v7H4zM7.5 6.5h.01M7.5 17.5h.01',
  local: 'M4 4h16v16H4zM9 12h6M12.5 9.5L15 12l-2.5 2.5',
  other: 'M5 5h14v14H5zM12 15.5h.01M10 9.7a2 2 0 1 1 2.6 2c-.5.2-.6.5-.6 1',
} as const;

export type StepIcon = keyof typeof stepIconPaths;

/** By activity type or BPMN element; where variants differ in what they do, by `type/variant`. */
const icons: Readonly<Partial<Record<string, StepIcon>>> = {
  Enricher: 'modify',
  Script: 'script',
  ProcessCallElement: 'call',
  ProcessCall: 'call',
  'ProcessCallElement/LoopingProcess': 'loop',
  IdempotentProcessCall: 'once',
  ExternalCall: 'requestReply',
  serviceTask: 'requestReply',
  Send: 'send',
  contentEnricherWithLookup: 'enrich',
  PollEnrich: 'poll',
  Mapping: 'mapping',
  'Mapping/XSLTMapping': 'transform',
  'Mapping/OperationMapping': 'operation',
  IDMapper: 'identity',
  JsonToXmlConverter: 'jsonToXml',
  XmlToJsonConverter: 'xmlToJson',
  XmlToCsvConverter: 'xmlToTable',
  CsvToXmlConverter: 'tableToXml',
  XMLtoEDIConverter: 'xmlToEdi',
  EDItoXMLConverter: 'ediToXml',
  EDIExtractor: 'extract',
  EDIValidator: 'validate',
  XmlValidator: 'validate',
  XmlModifier: 'edit',
  Filter: 'filter',
  Splitter: 'split',
  Gather: 'gather',
  Aggregator: 'aggregate',
  Encoder: 'encode',
  Decoder: 'decode',
  PgpEncrypt: 'encrypt',
  Encrypt: 'encrypt',
  PgpDecrypt: 'decrypt',
  Decrypt: 'decrypt',
  SignMessage: 'sign',
  SimpleSignMessage: 'sign',
  XMLDigitalSignMessage: 'sign',
  VerifySign: 'verify',
  Verifier: 'verify',
  XMLDigitalVerifySign: 'verify',
  MessageDigest: 'digest',
  DBstorage: 'storeWrite',
  'DBstorage/get': 'storeGet',
  'DBstorage/select': 'storeSelect',
  'DBstorage/delete': 'storeDelete',
  Variables: 'variables',
  Persist: 'persist',
  subProcess: 'subprocess',
  callActivity: 'call',
  exclusiveGateway: 'router',
  inclusiveGateway: 'router',
  parallelGateway: 'multicast',
  'parallelGateway/SequentialMulticast': 'sequential',
  'parallelGateway/Join': 'join',
  // BPMN that SAP's editor does not offer, and files can hold all the same.
  transaction: 'subprocess',
  adHocSubProcess: 'subprocess',
  eventBasedGateway: 'router',
  complexGateway: 'router',
  task: 'local',
  userTask: 'edit',
  manualTask: 'edit',
  scriptTask: 'script',
  sendTask: 'send',
  receiveTask: 'envelope',
  businessRuleTask: 'validate',
};

const eventIcons: Readonly<Partial<Record<string, StepIcon>>> = {
  message: 'envelope',
  timer: 'timer',
  error: 'error',
  escalation: 'escalation',
  terminate: 'terminate',
};

/** Undefined for an event without a definition: an empty circle says it. */
export function stepIcon(type: string, element: string, variant: string | undefined): StepIcon | undefined {
  if (element.endsWith('Event')) return own(eventIcons, variant ?? '');
  return own(icons, `${type}/${variant ?? ''}`) ?? own(icons, type) ?? 'other';
}

/** Types are words of strangers: `constructor` is no entry. */
function own(table: Readonly<Partial<Record<string, StepIcon>>>, key: string): StepIcon | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
