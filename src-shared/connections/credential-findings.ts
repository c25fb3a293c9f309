import { errorAt, type Finding, hintAt } from './finding.ts';

/** What is certain or odd about a client_id (catalogue 1.3). */
export function clientIdFindings(clientId: string): readonly Finding[] {
  const remedy = 'Use the value of "clientid" in the service key.';
  if (clientId.trim() === '') {
    return [errorAt('clientId', 'field.required', 'The client_id is missing.', remedy)];
  }
  const findings: Finding[] = [];
  if (hasBlanksAround(clientId)) {
    const text = 'There are blanks before or after the client_id.';
    findings.push(errorAt('clientId', 'client-id.blanks', text, 'Remove the blanks.'));
  }
  if (isIntegrationFlowClient(clientId)) {
    findings.push(
      errorAt(
        'clientId',
        'client-id.integration-flow',
        'This client belongs to the plan "integration-flow", which can call flows but not read the tenant.',
        'Create a service instance with the plan "api" and use a key of that one.',
      ),
    );
  }
  return findings;
}

/** Findings never quote the secret. */
export function secretFindings(secret: string, clientId: string): readonly Finding[] {
  const remedy = 'Use the value of "clientsecret" in the service key.';
  if (secret.trim() === '') {
    return [errorAt('clientSecret', 'field.required', 'The client_secret is missing.', remedy)];
  }
  if (hasBlanksAround(secret)) {
    const text = 'There are blanks before or after the client_secret.';
    return [errorAt('clientSecret', 'secret.blanks', text, 'Remove the blanks.')];
  }
  if (isOdd(secret, clientId)) {
    const text = 'This looks different from the secret of a service key.';
    return [hintAt('clientSecret', 'secret.odd', text, 'Check that the whole value was copied.')];
  }
  return [];
}

/** `…|it-rt-<subaccount>!b<n>` is the plan `integration-flow`, `…|it!b<n>` the plan `api`. */
export function isIntegrationFlowClient(clientId: string): boolean {
  return /\|it-rt-/.test(clientId);
}

function hasBlanksAround(text: string): boolean {
  return text !== text.trim();
}

function isOdd(secret: string, clientId: string): boolean {
  const shortestSeen = 20;
  return (
    secret.length < shortestSeen ||
    secret === clientId.trim() ||
    /[\s"'{}\u2026\u2022]|\*{3}/.test(secret) ||
    /^(?:https?:|-----BEGIN)/.test(secret)
  );
}
