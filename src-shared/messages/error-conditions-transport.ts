import type { ConditionRule } from './error-condition-rule.ts';

/** On the way to the receiver, and of who asks. The special stands before the general. */
export const transportConditions: readonly ConditionRule[] = [
  // On the way to the receiver.
  [
    'cloud-connector',
    'No SAP Cloud Connector is connected',
    /no sap cloud connector|cloud connector\b.{0,80}\b(?:not (?:connected|available|reachable)|offline)|opening of a tunnel|matching the requested tunnel/i,
  ],
  [
    'cloud-connector-mapping',
    'The Cloud Connector does not expose the system or resource',
    /defined system mappings|(?:ensure to )?expose the (?:system|resource)|not exposed .{0,40}cloud connector/i,
  ],
  [
    'http-407',
    'HTTP 407 Proxy Authentication Required',
    /\b407\b.{0,40}proxy|proxy.{0,40}\b407\b|proxy authentication required/i,
  ],
  [
    'unknown-host',
    'The host name is not known',
    /UnknownHostException|name or service not known|nodename nor servname|failure in name resolution|name resolution failed|(?:could not|cannot|failed to) resolve (?:host|the host|address)|\bENOTFOUND\b|no such host|UnresolvedAddressException|host (?:name )?(?:is )?unknown|unknown host/i,
  ],
  [
    'connection-refused',
    'Connection refused',
    /connection (?:was )?refused|\bECONNREFUSED\b|actively refused/i,
  ],
  [
    'no-route',
    'No route to host',
    /no route to host|NoRouteToHostException|network is unreachable|\bEHOSTUNREACH\b/i,
  ],
  [
    'sql-pool',
    'SQL: no connection left in the pool',
    /connection is not available, request timed out|(?:connection )?pool (?:is )?(?:exhausted|empty)|waiting for idle object|cannot get a connection(?=[,;:.]? (?:pool|from (?:the )?pool)|\.?$)/i,
  ],
  [
    'http-pool',
    'HTTP: no connection left in the pool',
    /waiting for connection from pool|ConnectionPoolTimeout/i,
  ],
  [
    'connect-timeout',
    'Time-out while connecting',
    /connect(?:ion|ing)?(?: attempt)?(?: to .{0,120}?)? (?:has )?timed? ?-?out|ConnectTimeoutException|operation timed out \(connection|socket is not established|timed? ?-?out .{0,30}(?:establish|connect)|\bETIMEDOUT\b/i,
  ],
  [
    'kafka-topic',
    'Kafka: the topic does not exist on the server',
    /UnknownTopicOrPartition|does not host this topic-partition/i,
  ],
  ['kafka-metadata', 'Kafka: topic not present in metadata', /not present in metadata/i],
  [
    'read-timeout',
    'Time-out while waiting for the answer',
    /read(?:ing)?(?: operation)? timed? ?-?out|ReadTimeoutException|SocketTimeoutException|HttpTimeoutException|ExchangeTimedOut|out message was not received within|idle timeout expired|request timed? ?-?out to|(?:waiting for|receiv\w+) .{0,30}(?:response|reply|answer).{0,30}time|no (?:response|reply|answer) .{0,40}within|(?:response|reply|request) timed? ?-?out after/i,
  ],
  [
    'connection-closed',
    'The other side closed the connection',
    /NoHttpResponseException|failed to respond\b|remotely closed|EofException: closed|premature (?:eof|end of (?:chunk|content))|unexpected end of (?:stream|file from server)|connection (?:was |is |has been )?(?:unexpectedly |prematurely )?closed (?:by (?:the )?(?:peer|remote|server|other side)|unexpectedly|prematurely)/i,
  ],
  ['connection-reset', 'Connection reset by the other side', /connection (?:was )?reset|\bECONNRESET\b/i],
  ['broken-pipe', 'Broken pipe', /broken pipe|\bEPIPE\b/i],
  // TLS
  [
    'certificate-not-yet-valid',
    'A certificate is not valid yet',
    /CertificateNotYetValid|\bNotBefore\b|certificate.{0,60}not yet valid/i,
  ],
  [
    'certificate-expired',
    'A certificate has expired',
    /certificate_expired|CertificateExpiredException|(?<!\b(?:quality|health|inspection|exemption|insurance|training|tax|birth) )certificate(?! of (?:batch|origin|analysis|conformity)).{0,60}\bexpired|expired.{0,40}certificate|validity check failed|\bNotAfter\b/i,
  ],
  [
    'certificate-revoked',
    'A certificate has been revoked',
    /certificate_revoked|CertificateRevoked|certificate\b.{0,60}\brevoked|revoked.{0,20}\bcertificate/i,
  ],
  [
    'certificate-name',
    'The certificate is for another host',
    /subject alternative|SSLPeerUnverified|hostname.{0,60}(?:mismatch|not match|n't match|verif)|no name matching/i,
  ],
  [
    'client-certificate',
    'The client certificate was not accepted',
    /bad_certificate|certificate_required|received\b.{0,40}\b(?:certificate_unknown|unknown_ca)|no required ssl certificate|ssl certificate error|no client certificate|client certificate.{0,40}(?:required|missing|rejected|not accepted|invalid)/i,
  ],
  [
    'certificate-path',
    'The certificate of the server is not trusted',
    /PKIX path|certification path|\bunknown_ca\b|certificate_unknown|self.signed certificate|(?:certificate|chain).{0,60}(?:not|n't|un) ?trusted|trust anchor|rejected by ChainVerifier/i,
  ],
  [
    'tls-plain',
    'TLS: the other side does not speak TLS',
    /unrecognized SSL message|plaintext connection|not an SSL\/TLS record|could not convert socket to TLS/i,
  ],
  [
    'tls-handshake',
    'TLS handshake failed',
    /handshake_failure|protocol_version|no (?:appropriate protocol|cipher suites? in common)|handshake.{0,30}(?:failed|failure|terminated|closed)/i,
  ],
  // Who asks
  ['invalid-grant', 'OAuth token refused: invalid_grant', /invalid_grant/i],
  [
    'oauth-token',
    'OAuth token refused',
    /invalid_client|unauthorized_client|(?:fetch|retriev|obtain|request|get|acquir)\w*.{0,20}(?:(?:access|oauth2?|bearer) )+token|token (?:endpoint|request).{0,60}(?:401|400|failed|refused)/i,
  ],
  ['token-expired', 'The token has expired', /token.{0,30}\bexpired|expired.{0,20}\btoken\b|invalid_token/i],
  ['csrf-token', 'CSRF token validation failed', /csrf.{0,20}token/i],
  [
    'key-missing',
    'The key pair or certificate is not in the keystore',
    /(?:private key|key ?pair|keystore|certificate)\b.{0,80}\balias\b.{0,60}(?:not (?:be )?found|does(?: not|n't) exist|missing)|alias\b.{0,80}(?:not found|does(?: not|n't) exist|missing).{0,30}keystore|no (?:private key|key ?pair|certificate).{0,30}\balias\b/i,
  ],
  [
    'pgp-key',
    'PGP: the private key is not there',
    /(?:no|missing) (?:private|secret) key|(?:private|secret) key.{0,30}not found|secret key ?ring/i,
  ],
  [
    'pgp-public-key',
    'PGP: the public key is not there',
    /(?:could not find|cannot find|no|missing) (?:pgp )?public key (?:was )?(?:found |for |in )(?!.{0,40}signature)|public key\b.{0,80}\bnot (?:be )?found\b.{0,40}key ?ring/i,
  ],
  [
    'credential-missing',
    'The credential is not deployed',
    /no credentials?\b.{0,60}\bfound|credentials?\b.{0,80}\b(?:not (?:be )?found|does(?: not|n't) exist|not deployed|not available)|(?:could not|cannot|failed to|unable to) (?:fetch|find|get|load|read|resolve|retrieve)\b.{0,30}credential|alias\b.{0,60}\b(?:not found|does(?: not|n't) exist)/i,
  ],
  [
    'http-412',
    'HTTP 412 Precondition Failed',
    /precondition failed|if-match.{0,120}not match|\betag\b.{0,60}(?:mismatch|not match|changed)/i,
  ],
  // SSH and files
  ['ssh-host-key', 'SSH: the host key is not known', /host ?key/i],
  [
    'ssh-algorithm',
    'SSH: no algorithm in common',
    /algorithm negotiation fail|no matching (?:key exchange|cipher|host key|mac)/i,
  ],
  [
    'ssh-authentication',
    'SSH: authentication failed',
    /\b(?:user)?auth (?:fail|cancel)\w*|JSchException.{0,80}authentic|too many authentication failures|publickey.{0,20}denied|permission denied \((?:publickey|password|keyboard)|(?:exhausted|no (?:supported|more)) (?:available )?authentication/i,
  ],
  [
    'ssh-closed',
    'SSH: the server closed the connection',
    /session is down|channel is not opened|closed by foreign host|End of IO Stream Read|SSH_MSG_DISCONNECT|(?:sftp|ssh|jsch)\b.{0,120}\bpipe closed|inputstream is closed/i,
  ],
  [
    'sql-privilege',
    'SQL: no privilege for the table or schema',
    /permission (?:was )?denied (?:for|on) (?:the )?(?:table|relation|schema|sequence|view|database|column|object ')|(?:sql|jdbc|ORA-\d).{0,120}insufficient privilege|command denied to user/i,
  ],
  [
    'file-directory',
    'The directory does not exist',
    /cannot change directory(?!.*(?:permission|denied))|director(?:y|ies)\b.{0,200}\b(?:no such file|does(?: not|n't) exist|not found)|no such (?:directory|file or directory)/i,
  ],
  [
    'file-permission',
    'No permission for the file or directory',
    /permission denied(?! (?:for|to) (?:user|object|operation|entity|resource))|(?:file|folder|directory|path)\b.{0,200}access is denied|access is denied.{0,80}\b(?:file|folder|directory|path)\b|SftpException: (?:failure: )?access|GenericFileOperation.{0,240}access denied/i,
  ],
  [
    'file-missing',
    'The file does not exist',
    /no such file|FileNotFoundException|\bfile\b.{0,60}[./\\]\w.{0,60}\b(?:does(?: not|n't) exist|not found)\b/i,
  ],
  [
    'sftp-failure',
    'SFTP: the server answers only that it failed',
    /SSH_FX_FAILURE|SftpException: failure\.?(?=$| ?,| ‹)|\b4: ?failure\b/i,
  ],
  [
    'disk-full',
    'No space left',
    /no space left|disk (?:is )?full|(?:disk|storage|space|file ?system|mailbox|sftp\w*:?|\d:) quota (?:is |has been )?exceeded|GenericFileOperation.{0,240}quota/i,
  ],
];
