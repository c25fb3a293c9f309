/** States of a server in which it does not answer as an API or a token server would. */
export type Mood =
  | 'well'
  /** 503, as during an update */
  | 'updating'
  /** 502 of a router in front of an API that restarts */
  | 'restarting'
  /** 429 with Retry-After */
  | 'busy'
  /** Sends everybody to a sign-in */
  | 'web-ui'
  /** A page of HTML with 200 */
  | 'sign-in-page'
  /** A router that knows no such route */
  | 'no-route'
  /** The API refuses every token, as for the plan `integration-flow` */
  | 'flow-plan'
  /** The API answers below `/local` alone (catalogue 1.1) */
  | 'edge'
  /** The token server knows no such client */
  | 'client-gone'
  /** The token server is a web site */
  | 'no-token-server';

export interface MoodAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const page = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>';
const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };

/** What is answered in the place of the usual; undefined where the usual is answered. */
export function moodAnswer(mood: Mood, pathname: string, isTokenPath: boolean): MoodAnswer | undefined {
  return isTokenPath ? ofTokenServer(mood) : ofApi(mood, pathname);
}

function ofTokenServer(mood: Mood): MoodAnswer | undefined {
  if (mood === 'no-token-server') return { status: 200, headers: html, body: page };
  if (mood !== 'client-gone') return undefined;
  const said = { error: 'unauthorized', error_description: 'No client with requested id: sb-gone' };
  return { status: 401, headers: json, body: JSON.stringify(said) };
}

function ofApi(mood: Mood, pathname: string): MoodAnswer | undefined {
  switch (mood) {
    case 'updating':
      return { status: 503, headers: html, body: '<html><title>Service Unavailable</title></html>' };
    case 'restarting':
      return { status: 502, headers: html, body: '<html><title>Bad Gateway</title></html>' };
    case 'busy':
      return { status: 429, headers: { ...json, 'retry-after': '120' }, body: '{}' };
    case 'web-ui':
      return { status: 302, headers: { location: '/shell/login' }, body: '' };
    case 'sign-in-page':
      return { status: 200, headers: html, body: page };
    case 'no-route':
      return { status: 404, headers: {}, body: '404 Not Found: Requested route does not exist.' };
    case 'flow-plan':
      return { status: 403, headers: json, body: JSON.stringify({ error: { message: { value: null } } }) };
    case 'edge':
      return pathname.startsWith('/local/') ? undefined : { status: 401, headers: {}, body: '' };
    default:
      return undefined;
  }
}
