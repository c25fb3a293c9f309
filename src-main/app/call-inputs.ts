import type { z } from 'zod';

import type { CallInput, CallPath, Contract, DomainName } from '../../src-shared/contract/contract.ts';
import { artifactInputs } from '../artifact/inputs.ts';
import { chainInputs } from '../chain/inputs.ts';
import { chartsInputs } from '../charts/inputs.ts';
import { compareInputs } from '../compare/inputs.ts';
import { connectionsInputs } from '../connections/inputs.ts';
import { contentInputs } from '../content/inputs.ts';
import { diagramInputs } from '../diagram/inputs.ts';
import { doctorInputs } from '../doctor/inputs.ts';
import { downloadsInputs } from '../downloads/inputs.ts';
import { exportsInputs } from '../exports/inputs.ts';
import { failuresInputs } from '../failures/inputs.ts';
import { gateInputs } from '../gate/inputs.ts';
import type { InputSchema } from '../ipc/answer.ts';
import { jobsInputs } from '../jobs/inputs.ts';
import { journalInputs } from '../journal/inputs.ts';
import { keepingInputs } from '../keeping/inputs.ts';
import { messagesInputs } from '../messages/inputs.ts';
import { overviewInputs } from '../overview/inputs.ts';
import { payloadSearchInputs } from '../payload-search/inputs.ts';
import { payloadsInputs } from '../payloads/inputs.ts';
import { permissionsInputs } from '../permissions/inputs.ts';
import { projectsInputs } from '../projects/inputs.ts';
import { queriesInputs } from '../queries/inputs.ts';
import { runsInputs } from '../runs/inputs.ts';
import { runtimeInputs } from '../runtime/inputs.ts';
import { secretsInputs } from '../secrets/inputs.ts';
import { sharingInputs } from '../sharing/inputs.ts';
import { tablesInputs } from '../tables/inputs.ts';
import { watchInputs } from '../watch/inputs.ts';
import { appInputs } from './inputs.ts';

type CallNames<D extends DomainName> = {
  [M in keyof Contract[D] & string]: Contract[D][M] extends { readonly kind: 'call' } ? M : never;
}[keyof Contract[D] & string];

/** One schema per call: forgetting one, or one that lets something else through, does not compile. */
type InputSchemas = {
  readonly [D in DomainName]: {
    readonly [M in CallNames<D>]: `${D}.${M}` extends CallPath ? z.ZodType<CallInput<`${D}.${M}`>> : never;
  };
};

export const inputs = {
  app: appInputs,
  artifact: artifactInputs,
  charts: chartsInputs,
  compare: compareInputs,
  connections: connectionsInputs,
  content: contentInputs,
  diagram: diagramInputs,
  downloads: downloadsInputs,
  runtime: runtimeInputs,
  messages: messagesInputs,
  runs: runsInputs,
  chain: chainInputs,
  tables: tablesInputs,
  exports: exportsInputs,
  failures: failuresInputs,
  jobs: jobsInputs,
  gate: gateInputs,
  journal: journalInputs,
  keeping: keepingInputs,
  overview: overviewInputs,
  doctor: doctorInputs,
  payloads: payloadsInputs,
  payloadSearch: payloadSearchInputs,
  permissions: permissionsInputs,
  projects: projectsInputs,
  queries: queriesInputs,
  secrets: secretsInputs,
  sharing: sharingInputs,
  watch: watchInputs,
} satisfies InputSchemas;

export function inputSchema(path: CallPath): InputSchema | undefined {
  const [domain = '', member = ''] = path.split('.');
  const schemas: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = inputs;
  return schemas[domain]?.[member];
}
