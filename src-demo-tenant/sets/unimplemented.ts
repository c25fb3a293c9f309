import { notFound, notImplemented, ODataFault } from '../odata/fault.ts';

/** Declared but failing on a real tenant (catalogue 2.2); what is not named here is not implemented. */
const answers: Readonly<Record<string, number>> = {
  PgpKeyrings: 404,
  CertificateSigningRequests: 404,
  JmsQueues: 501,
  MessagingMessages: 501,
  MessagingQueues: 404,
  MDIDeltaToken: 405,
  LogFiles: 501,
  LogFileArchives: 501,
  AuditLogs: 403,
  ExternalLoggingEvents: 403,
};

export function unimplemented(set: string): ODataFault {
  const status = answers[set] ?? 501;
  if (status === 404) return notFound();
  if (status === 405)
    return new ODataFault(405, 'This operation is not available as part of your service plan.');
  return status === 403 ? new ODataFault(403, undefined) : notImplemented();
}
