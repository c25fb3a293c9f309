import type { SeenAnswer } from './access.ts';
import type { Transport } from './transport.ts';

/** Tells of each answer, without touching it; the transport itself where nobody listens. */
export function watched(
  transport: Transport,
  answered: ((answer: SeenAnswer) => void) | undefined,
  now: () => number,
): Transport {
  if (!answered) return transport;
  return {
    ...(transport.close && { close: () => transport.close?.() }),
    fetch: async (request) => {
      const sentAt = now();
      const answer = await transport.fetch(request);
      const { status, headers } = answer;
      const date = headers.get('date') ?? undefined;
      answered({ host: new URL(request.url).host, status, date, sentAt, receivedAt: now() });
      return answer;
    },
  };
}
