import { answerError, erp, mail, reportError, s4, shared } from '../areas/building-blocks.ts';
import { keys, postIdoc, rest, s4Call } from '../areas/short-hands.ts';
import type { FlowBody } from '../artifact-seeds.ts';
import { numberParameter, parameter, schedule } from '../flow/flow-definition.ts';
import {
  idempotent,
  jsonToXml,
  persist,
  put,
  writeVariable,
  xmlToCsv,
  xmlToJson,
} from '../flow/format-steps.ts';
import { directOut, jmsOut, mailOut, sftpOut, soapOut } from '../flow/receivers.ts';
import { directIn, httpsIn, idocIn, jmsIn, sftpIn, soapIn } from '../flow/senders.ts';
import {
  end,
  filter,
  gather,
  modify,
  multicast,
  otherwise,
  request,
  route,
  script,
  send,
  split,
  when,
  xslt,
} from '../flow/steps.ts';
import { idocNumber, logPayload } from '../groovy/common.ts';
import { xsltFile } from '../shapes/xslt-file.ts';

/** What differs between two flows of the same pattern. */
export interface PatternInput {
  /** Without blanks, as root element and in addresses. */
  readonly object: string;
  readonly source: string;
  readonly target: string;
  /** Unique on the tenant, begins with `/`. */
  readonly address: string;
  readonly queue: string;
}

/** Step names do not depend on the input, so all flows of a pattern have the same message path. */
export interface Pattern {
  /** Protocol and prefix of the endpoint, known without building the flow. */
  readonly listens?: readonly [protocol: string, prefix: string];
  readonly body: (input: PatternInput) => FlowBody;
}

const copyAll = xsltFile(
  'CopyBusinessData',
  `
  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:template match="*[starts-with(local-name(), 'EDI_DC40')]"/>
  <xsl:template match="*[not(node())]"/>`,
);

const host = (input: PatternInput): string =>
  `https://${input.target.toLowerCase().replace(/[^a-z]/g, '')}.nordwind.example`;

export const patterns: Readonly<Record<string, Pattern>> = {
  'request-to-s4': {
    listens: ['REST', '/http'],
    body: (input) => ({
      start: httpsIn(input.source, '{{Address}}'),
      main: [
        script('Log inbound payload', logPayload, shared.logScripts),
        jsonToXml('JSON to XML', input.object),
        ...keys({ ObjectId: `/${input.object}/Id` }, `/${input.object}/Id`),
        s4Call('Write object', `API_${input.object.toUpperCase()}_SRV`, `A_${input.object}`, 'Create(POST)'),
        xmlToJson('Answer as JSON'),
      ],
      onError: answerError,
      parameters: { ...s4, Address: parameter(input.address) },
    }),
  },
  'idoc-to-rest': {
    listens: ['SOAP', '/cxf'],
    body: (input) => ({
      start: idocIn(input.source, input.address),
      main: [
        script('Read IDoc number', idocNumber),
        xslt('Copy business data', copyAll),
        xmlToJson('XML to JSON'),
        rest(
          'Send document',
          input.target,
          `{{Target_Host}}/api/${input.object.toLowerCase()}`,
          '{{Target_Credential}}',
        ),
      ],
      onError: reportError,
      parameters: { Target_Host: parameter(host(input)), Target_Credential: parameter('NW_TARGET_OAUTH') },
    }),
  },
  'poll-and-split': {
    body: (input) => ({
      start: { timer: '{{Schedule}}' },
      main: [
        s4Call('Read changes', `API_${input.object.toUpperCase()}_SRV`, `A_${input.object}`, 'Query(GET)'),
        route(
          'Anything changed?',
          when('No', `not(//A_${input.object}Type)`, end('Nothing changed')),
          otherwise('Yes'),
        ),
        split('One object each', `//A_${input.object}Type`, true),
        xmlToJson('XML to JSON'),
        rest('Send object', input.target, '{{Target_Host}}/upsert', '{{Target_Credential}}', 'PUT'),
        gather('Gather answers'),
        writeVariable('Remember run', 'LastRun', '${date:now:yyyy-MM-dd HH:mm:ss}'),
      ],
      onError: reportError,
      parameters: {
        ...s4,
        Schedule: schedule('0 0/30 * ? * * *'),
        Target_Host: parameter(host(input)),
        Target_Credential: parameter('NW_TARGET_OAUTH'),
        Page_Size: numberParameter(500),
      },
    }),
  },
  'file-to-idoc': {
    body: (input) => ({
      start: sftpIn(
        input.source,
        '{{File_Host}}',
        '{{Directory}}',
        `${input.object.toLowerCase()}_*.xml`,
        '{{Poll Interval}}',
      ),
      main: [
        persist('Keep the original', 'Original'),
        xslt('Build IDoc', copyAll),
        idempotent('Post once', 'Post document', '${header.CamelFileName}'),
      ],
      local: {
        'Post document': [postIdoc('Post IDoc'), modify('Set result', { properties: { Posted: 'true' } })],
      },
      onError: reportError,
      parameters: {
        ...erp,
        File_Host: parameter('files.nordwind.example:22'),
        Directory: parameter(`/in${input.address}`),
        'Poll Interval': schedule('0 0/10 * ? * * *'),
      },
    }),
  },
  'queue-to-soap': {
    body: (input) => ({
      start: jmsIn('{{Queue}}', 2),
      main: [
        ...keys({ ObjectId: `/${input.object}/Id` }),
        request('Call service', soapOut(input.target, '{{Service_Address}}', '{{Target_Credential}}')),
        route(
          'Accepted?',
          when('Accepted', "//Status = 'OK'", put('Keep answer', 'NW_Answers', '${property.ObjectId}')),
          otherwise(
            'Refused',
            end(
              'Tell owner',
              mailOut('Mail Server', '{{Owner}}', 'Document ${property.ObjectId} was refused'),
            ),
          ),
        ),
      ],
      onError: reportError,
      parameters: {
        ...mail,
        Queue: parameter(input.queue),
        Service_Address: parameter(`${host(input)}/ws`),
        Target_Credential: parameter('NW_TARGET_BASIC'),
        Owner: parameter('integration@nordwind.example'),
      },
    }),
  },
  'service-to-queue': {
    listens: ['SOAP', '/cxf'],
    body: (input) => ({
      start: soapIn(input.source, input.address),
      main: [
        filter('Business data', `//${input.object}`),
        send('Queue document', jmsOut('{{Queue}}')),
        modify('Acknowledge', { body: '<Ack/>' }),
      ],
      onError: answerError,
      parameters: { Queue: parameter(input.queue) },
    }),
  },
  'fan-out': {
    body: (input) => ({
      start: directIn(input.address, input.source),
      main: [
        multicast(
          'Consumers',
          'parallel',
          'All done',
          [
            xmlToJson('XML to JSON'),
            rest('Send to first consumer', input.target, '{{Target_Host}}/in', '{{Target_Credential}}'),
          ],
          [
            xmlToCsv('As CSV', `//${input.object}`),
            send('Drop file', sftpOut('File Server', '{{File_Host}}', '/out', `${input.object}.csv`)),
          ],
        ),
        gather('Combine answers'),
      ],
      onError: reportError,
      parameters: {
        Target_Host: parameter(host(input)),
        Target_Credential: parameter('NW_TARGET_OAUTH'),
        File_Host: parameter('files.nordwind.example:22'),
      },
    }),
  },
  relay: {
    listens: ['REST', '/http'],
    body: (input) => ({
      start: httpsIn(input.source, '{{Address}}'),
      main: [
        jsonToXml('JSON to XML', input.object),
        send('Hand over', directOut(`${input.address}/next`, input.target)),
      ],
      onError: answerError,
      parameters: { Address: parameter(input.address) },
    }),
  },
};
