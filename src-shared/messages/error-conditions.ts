/** A condition that Java, a protocol or SAP reports in words of its own, wherever it is met and whatever is wrapped around it. */
export interface ErrorCondition {
  readonly id: string;
  readonly title: string;
  /** The code says which condition it is, and the message beside it what that means. */
  readonly isCode: boolean;
}

type Rule = readonly [id: string, title: string, words: RegExp];

/** The first that fits counts; so the special stands before the general. */
const rules: readonly Rule[] = [
  // On the way to the receiver.
  [
    'cloud-connector',
    'No SAP Cloud Connector is connected',
    /no sap cloud connector|cloud connector (?:is )?(?:not (?:connected|available|reachable)|offline)|opening of a tunnel|matching the requested tunnel/i,
  ],
  [
    'http-407',
    'HTTP 407 Proxy Authentication Required',
    /\b407\b.{0,40}proxy|proxy.{0,40}\b407\b|proxy authentication required/i,
  ],
  [
    'unknown-host',
    'The host name is not known',
    /UnknownHostException|name or service not known|nodename nor servname|failure in name resolution|name resolution failed|(?:could not|cannot|failed to) resolve (?:host|the host|address)|\bENOTFOUND\b|no such host|host (?:name )?(?:is )?unknown|unknown host/i,
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
    /connection is not available, request timed out|(?:connection )?pool (?:is )?(?:exhausted|empty)|waiting for idle object|cannot get a connection/i,
  ],
  [
    'connect-timeout',
    'Time-out while connecting',
    /connect(?:ion|ing)?(?: attempt)?(?: to .{0,120}?)? (?:has )?timed? ?-?out|ConnectTimeoutException|socket is not established|timed? ?-?out .{0,30}(?:establish|connect)|\bETIMEDOUT\b/i,
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
    /read(?:ing)?(?: operation)? timed? ?-?out|ReadTimeoutException|SocketTimeoutException|(?:waiting for|receiv\w+) .{0,30}(?:response|reply|answer).{0,30}time|no (?:response|reply|answer) .{0,40}within|(?:response|reply|request) timed? ?-?out after/i,
  ],
  ['connection-reset', 'Connection reset by the other side', /connection (?:was )?reset|\bECONNRESET\b/i],
  ['broken-pipe', 'Broken pipe', /broken pipe|\bEPIPE\b/i],
  // TLS
  [
    'certificate-expired',
    'A certificate has expired',
    /certificate_expired|CertificateExpiredException|certificate.{0,60}\bexpired|expired.{0,40}certificate|validity check failed|\bNotAfter\b/i,
  ],
  [
    'certificate-revoked',
    'A certificate has been revoked',
    /certificate_revoked|CertificateRevoked|certificate\b.{0,60}\brevoked|revoked.{0,20}\bcertificate/i,
  ],
  [
    'certificate-not-yet-valid',
    'A certificate is not valid yet',
    /CertificateNotYetValid|\bNotBefore\b|certificate.{0,60}not yet valid/i,
  ],
  [
    'certificate-name',
    'The certificate is for another host',
    /subject alternative|SSLPeerUnverified|hostname.{0,60}(?:mismatch|not match|n't match|verif)|no name matching/i,
  ],
  [
    'certificate-path',
    'The certificate of the server is not trusted',
    /PKIX path|valid certification path|\bunknown_ca\b|certificate_unknown|self.signed certificate|(?:certificate|chain).{0,60}(?:not|n't|un) ?trusted|trust anchor|rejected by ChainVerifier/i,
  ],
  [
    'client-certificate',
    'The client certificate was not accepted',
    /bad_certificate|certificate_required|no client certificate|client certificate.{0,40}(?:required|missing|rejected|not accepted|invalid)/i,
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
    'pgp-key',
    'PGP: the private key is not there',
    /(?:no|missing) (?:private|secret) key|(?:private|secret) key.{0,30}not found|secret key ?ring/i,
  ],
  [
    'key-missing',
    'The key pair or certificate is not in the keystore',
    /(?:private key|key ?pair|keystore|certificate)\b.{0,80}\balias\b.{0,60}(?:not (?:be )?found|does(?: not|n't) exist|missing)|alias\b.{0,80}(?:not found|does(?: not|n't) exist|missing).{0,30}keystore|no (?:private key|key ?pair|certificate).{0,30}\balias\b/i,
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
    /\bauth (?:fail|cancel)\w*|JSchException.{0,80}authentic|too many authentication failures|publickey.{0,20}denied|exhausted available authentication/i,
  ],
  [
    'file-directory',
    'The directory does not exist',
    /director(?:y|ies)\b.{0,200}\b(?:no such file|does(?: not|n't) exist|not found)|no such (?:directory|file or directory)/i,
  ],
  [
    'file-permission',
    'No permission for the file or directory',
    /permission denied|access is denied|SftpException: (?:failure: )?access/i,
  ],
  [
    'file-missing',
    'The file does not exist',
    /no such file|FileNotFoundException|\bfile\b.{0,80}\b(?:does(?: not|n't) exist|not found)\b/i,
  ],
  ['disk-full', 'No space left', /no space left|disk (?:is )?full|^(?!.*\bqueue\b).*quota (?:is )?exceeded/i],
  // Mapping
  [
    'mapping-target',
    'Mapping: a target element cannot be created',
    /cannot (?:create|produce) target element/i,
  ],
  [
    'value-mapping',
    'Value mapping: no entry for the value',
    /value ?mapping.{0,80}\b(?:fail|no |not |missing)|no (?:value ?mapping|mapping found for source value)/i,
  ],
  [
    'number-format',
    'A value is no number',
    /NumberFormatException|for input string\b|not a (?:valid )?number\b/i,
  ],
  [
    'date-format',
    'A value is no date of the expected format',
    /unparseable date|DateTimeParseException|could not be parsed at index|(?:invalid|wrong|illegal) date/i,
  ],
  // XML and JSON
  [
    'xml-premature-end',
    'XML: the payload ends too early',
    /premature end of file|unexpected (?:eof|end of (?:input|file)).{0,40}(?:prolog|xml|element|tag)|XML document structures must start and end/i,
  ],
  ['xpath', 'XPath: the expression has a fault', /xpath syntax error/i],
  [
    'xml-prolog',
    'XML: the payload does not begin with XML',
    /not allowed in prolog|\bin prolog\b|XMLParser: No data allowed here/i,
  ],
  [
    'xml-end-tag',
    'XML: an element is not closed',
    /matching end.?tag|must be terminated by|unexpected close tag|mismatched tag/i,
  ],
  [
    'xml-encoding',
    'XML: the encoding is not what it says',
    /invalid byte \d+ of|MalformedByteSequence|invalid utf-?8/i,
  ],
  [
    'json-end',
    'JSON: the payload ends too early',
    /unexpected end of json|json.{0,60}(?:end of input|unexpected eof|EOFException)|A JSONObject text must (?:begin|end)/i,
  ],
  // Scripts
  [
    'script-property',
    'Script: a variable or property does not exist',
    /MissingPropertyException|no such property/i,
  ],
  ['script-method', 'Script: a method does not exist', /MissingMethodException|no signature of method/i],
  [
    'script-compile',
    'Script: it does not compile',
    /MultipleCompilationErrors|unable to resolve class|startup failed/i,
  ],
  [
    'script-null',
    'Script: something is null',
    /on null object|(?:groovy|script).{0,120}NullPointerException|NullPointerException.{0,120}(?:groovy|script)/i,
  ],
  ['mapping-null', 'Mapping: something is null', /mapping.{0,200}NullPointerException/i],
  ['heap', 'Out of memory', /OutOfMemoryError|java heap space|GC overhead limit/i],
  // Queues and stores
  [
    'jms-full',
    'JMS: the queue is full',
    /spool over quota|max message spool|queue.{0,60}(?:is full|capacity|limit (?:is )?(?:reached|exceeded))/i,
  ],
  ['as2-mic', 'AS2: the receipt is of another content', /\bMIC\b.{0,60}(?:does not match|mismatch)/],
  [
    'jms-transactions',
    'JMS: too many transactions',
    /max(?:imum)? (?:number of )?transactions? (?:has been )?(?:exceeded|reached)/i,
  ],
  [
    'jms-connections',
    'JMS: too many connections',
    /max(?:imum)? (?:number of )?(?:clients?|connections?|consumers?|providers?|flows?) .{0,30}(?:exceeded|reached)/i,
  ],
  [
    'http-413',
    'HTTP 413 Content Too Large',
    /\b413\b.{0,40}(?:too large|entity)|too large.{0,40}\b413\b|status ?code:? 413/i,
  ],
  [
    'too-large',
    'The message is too large',
    /\b(?:message|payload|attachment|body|content|request|file|document|entity) ?(?:size|length)\b.{0,80}\bexceed|\b(?:message|payload|attachment|body|request|file|entity)\b.{0,40}\btoo (?:large|big)|exceed\w* (?:the )?(?:max\w*|allowed|configured).{0,30}\bsize|\bsize\b.{0,40}(?:larger|greater) than/i,
  ],
  [
    'store-duplicate',
    'Data store: the entry exists already',
    /datastore.{0,40}Duplicate|data ?store.{0,80}(?:duplicate|already exists)|already exists in (?:the )?data ?store/i,
  ],
  [
    'store-missing',
    'Data store: no such entry',
    /no (?:such )?entry\b.{0,80}data ?store|data ?store.{0,60}(?:EntryNotFound|no (?:such )?entry|not found)/i,
  ],
  [
    'number-range-exhausted',
    'Number range: exhausted',
    /number ?range.{0,60}(?:exhaust|overflow|maximum|end reached)/i,
  ],
  [
    'number-range-missing',
    'Number range: not defined',
    /number ?range.{0,60}(?:not (?:be )?(?:found|defined|deployed)|does(?: not|n't) exist|undefined)/i,
  ],
  // Databases
  [
    'sql-unique',
    'SQL: the key exists already',
    /unique (?:constraint|index|key)|duplicate (?:key|entry)|primary key constraint|ORA-00001|SQLIntegrityConstraintViolation.{0,40}duplicate/i,
  ],
  ['sql-foreign-key', 'SQL: the row that is referred to does not exist', /foreign key|ORA-0229[12]/i],
  [
    'sql-null',
    'SQL: a column must not be null',
    /(?:column|insert).{0,80}(?:cannot be null|null into)|insert null or update to null|not.null constraint|ORA-01400/i,
  ],
  ['sql-deadlock', 'SQL: deadlock', /deadlock|ORA-00060/i],
  [
    'sql-lock',
    'SQL: time-out while waiting for a lock',
    /lock wait timeout|lock request time.?out|ORA-(?:00054|30006)/i,
  ],
  [
    'sql-login',
    'SQL: login failed',
    /(?:SQL|JDBC|database).{0,200}(?:login failed|invalid username|authentication failed|access denied for user)|login failed for user|access denied for user|ORA-01017|password authentication failed/i,
  ],
  [
    'sql-missing',
    'SQL: table or column does not exist',
    /invalid (?:table|column|object) name|table or view does not exist|(?:table|relation|column).{0,60}does(?: not|n't) exist|unknown column|ORA-00942/i,
  ],
  // SAP
  ['idoc-partner', 'IDoc: no partner profile', /partner profile/i],
  ['soap-action', 'SOAP: the SOAPAction matches no operation', /soap ?action.{0,120}not match/i],
  ['soap-understand', 'SOAP: a header was not understood', /must ?understand/i],
  [
    'no-consumer',
    'No flow listens at the ProcessDirect address',
    /no consumers? available|DirectConsumerNotAvailable/i,
  ],
  // Brokers and mail
  ['kafka-authentication', 'Kafka: authentication failed', /SaslAuthentication|sasl.{0,60}(?:fail|invalid)/i],
  [
    'mail-authentication',
    'Mail: authentication failed',
    /AuthenticationFailedException|\b535[ -](?:5\.7|.{0,40}auth)/i,
  ],
  [
    'mail-recipient',
    'Mail: the recipient does not exist',
    /\b550[ -](?:5\.1\.1|.{0,80}(?:mailbox|recipient|user)\b)|recipient (?:address )?rejected|user unknown/i,
  ],
];

/** Codes of their own that name the cause by themselves, whatever stands around them. */
const named: readonly (readonly [id: string, title: string, code: RegExp])[] = [
  ['xml-schema', 'XML schema', /\b(cvc-[a-z-]+(?:\.\d+)*(?:\.[a-z]\b)?)/i],
  ['as2', 'AS2: negative MDN,', /\bprocessed\/(?:error|failure)\s*:\s*([a-z][a-z-]+)/i],
  ['rfc', 'RFC:', /\b(?:JCO|RFC)_(ERROR_\w+)/],
  ['oracle', 'Oracle', /\b(ORA-\d{5})\b/],
  ['hana', 'SAP HANA', /SAP DBTech JDBC: \[(\d+)\]/],
  ['ldap', 'LDAP error', /LDAP: error code (\d+)/i],
  ['smtp', 'Mail: SMTP', /\b([45]\d\d)[ -][45]\.\d{1,3}\.\d{1,3}\b/],
  [
    'sap-code',
    '',
    /\b((?=[A-Z_\d]*_)(?=[A-Z_\d]*(?:ERROR|FAIL|INVALID|NOT_|_NOT|DENIED|EXCEEDED|MISSING|DUPLICATE|LOCKED|EXPIRED|UNKNOWN|UNAUTHORIZED|REJECTED|CONFLICT|VIOLATION|REQUIRED|UNSUPPORTED|INACTIVE))[A-Z][A-Z\d]*(?:_[A-Z\d]+)+)\b/,
  ],
];

/** Codes that say no more than that something failed: the message beside them does. */
const saysNothing =
  /^(?:INTERNAL|GENERAL|GENERIC|UNKNOWN|SERVER|VALIDATION|BUSINESS|APPLICATION|SYSTEM|RUNTIME|TECHNICAL|PROCESSING|INTEGRATION|SERVICE|CLIENT|HTTP|INVALID|REQUEST|BACKEND)(?:_SERVER)?_(?:ERROR|FAILURE|FAULT|EXCEPTION|FAILED|REQUEST|INPUT)$/;

/** The condition an error text reports; `undefined` where none is known. */
export function conditionOf(text: string): ErrorCondition | undefined {
  for (const [id, title, words] of rules) if (words.test(text)) return { id, title, isCode: false };
  for (const [id, title, code] of named) {
    const found = code.exec(text)?.[1];
    if (found !== undefined && !saysNothing.test(found))
      return { id: `${id} ${found.toLowerCase()}`, title: `${title} ${found}`.trim(), isCode: true };
  }
  return undefined;
}
