/** What a tenant is like, as far as the library knows. */
export interface Traffic {
  readonly messagesPerHour: number;
  readonly failuresPerHour: number;
}

/** A page of logs, and one question about those that had not ended. */
const perLook = 2;
const pageSize = 1_000;

/** Requests in an hour of looking every so many minutes: the looks, further pages, and a text for each failure. */
export function requestsPerHour(everyMinutes: number, { messagesPerHour, failuresPerHour }: Traffic): number {
  return Math.ceil((60 / everyMinutes) * perLook + messagesPerHour / pageSize + failuresPerHour);
}
