import type { Answer } from '../service/answer.ts';

/** An answer whose JSON is changed; another answer stays as it is. */
export function withJson(answer: Answer, change: (body: unknown) => unknown): Answer {
  const isJson = answer.headers['content-type']?.includes('json') === true && typeof answer.body === 'string';
  if (!isJson) return answer;
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) };
}
