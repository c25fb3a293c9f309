/** For services under test: a fault that nobody expected fails the test instead of going to a log. */
export function unexpectedFault(where: string, fault: unknown): string {
  throw new Error(`Unexpected fault in ${where}`, { cause: fault });
}
