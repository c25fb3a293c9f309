import type { ConditionRule } from './error-condition-rule.ts';

/** Of what a flow does with a message, and of the systems it is meant for. The special stands before the general. */
export const contentConditions: readonly ConditionRule[] = [
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
    /unparseable date|DateTimeParseException|could not be parsed at index|(?:invalid|wrong|illegal) date(?! of)/i,
  ],
  // XML and JSON
  [
    'xml-premature-end',
    'XML: the payload ends too early',
    /premature end of file|unexpected (?:eof|end of (?:input|file)).{0,40}(?:prolog|xml|element|tag)|XML document structures must start and end/i,
  ],
  [
    'xml-entity',
    'XML: an entity or ampersand is wrong',
    /entity name must|name start character\) after|reference to entity\b.{0,80}must end|undeclared (?:general )?entity|entity\b.{0,60}was referenced, but not declared/i,
  ],
  [
    'xml-character',
    'XML: a character that XML does not allow',
    /invalid XML character|CTRL-CHAR|illegal XML character|invalid white ?space character/i,
  ],
  [
    'xml-doctype',
    'XML: a DOCTYPE is not allowed',
    /doctype is (?:disallowed|not allowed)|DTD is (?:prohibited|not allowed)/i,
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
    /matching end.?tag|must be terminated by|end-tag for element|unexpected close tag|mismatched tag/i,
  ],
  [
    'xml-encoding',
    'XML: the encoding is not what it says',
    /invalid byte \d+ of|MalformedByteSequence|invalid utf-?8/i,
  ],
  [
    'json',
    'JSON: the payload is no readable JSON',
    /unexpected end of json|json.{0,60}(?:end of input|unexpected (?:eof|end)|EOFException)|A JSON(?:Object|Array) text must|MalformedJson|JsonParseException|JsonSyntaxException|expected BEGIN_(?:OBJECT|ARRAY)|json.{0,120}\b(?:unterminated|expected a|expecting|unexpected character|unrecognized token|lexing failed|current character)|not (?:a )?valid json|invalid json/i,
  ],
  // Scripts
  [
    'script-property',
    'Script: a variable or property does not exist',
    /MissingPropertyException|no such property:? \S+ for class/i,
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
  [
    'script-cast',
    'Script: a value is of another type',
    /GroovyCastException|cannot cast object|(?:groovy|script).{0,160}(?:ClassCastException|cannot be cast)/i,
  ],
  ['mapping-index', 'Mapping: an index lies outside of the list or text', /mapping.{0,240}IndexOutOfBounds/i],
  [
    'index',
    'An index lies outside of the list or text',
    /IndexOutOfBounds|\bindex:? -?\d+,? (?:size:|out of bounds)|index out of range|out of bounds for length/i,
  ],
  ['class-missing', 'Java: a class is not there', /NoClassDefFoundError|ClassNotFoundException/i],
  ['mapping-null', 'Mapping: something is null', /mapping.{0,200}NullPointerException/i],
  ['heap', 'Out of memory', /OutOfMemoryError|java heap space|GC overhead limit/i],
  // Queues and stores
  [
    'jms-full',
    'JMS: the queue is full',
    /spool over quota|max message (?:spool|usage)|queue.{0,60}(?:is full|capacity|quota|limit (?:is )?(?:reached|exceeded))/i,
  ],
  [
    'jms-queue-missing',
    'JMS: the queue does not exist',
    /unknown queue|queue\b.{0,80}\b(?:does(?: not|n't) exist|not found|could not be found)|messaging entity\b.{0,200}could not be found|amqp:not-found/i,
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
  ['jms-size', 'JMS: the message is too large for the queue', /max(?:imum)? message size exceeded/i],
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
    /no (?:such )?(?:entry|message found)\b.{0,80}data ?store|data ?store.{0,60}(?:EntryNotFound|no (?:such )?entry|not found)|entry\b.{0,60}data ?store.{0,60}(?:not found|does(?: not|n't) exist)/i,
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
    /unique (?:constraint|index|key)|duplicate key|duplicate entry .{0,120}\bfor key|primary key constraint|ORA-00001|SQLIntegrityConstraintViolation.{0,40}duplicate/i,
  ],
  ['sql-foreign-key', 'SQL: the row that is referred to does not exist', /foreign key|ORA-0229[12]/i],
  [
    'sql-null',
    'SQL: a column must not be null',
    /(?:column|insert).{0,80}(?:cannot be null|null into)|insert null or update to null|not.null constraint|ORA-01400/i,
  ],
  [
    'sql-too-long',
    'SQL: a value is too long for its column',
    /value too (?:large|long) for|inserted value too large|ORA-12899|data too long for column|(?:string|data).{0,30}would be truncated/i,
  ],
  ['sql-account-locked', 'SQL: the account is locked', /ORA-28000|DBTech JDBC: \[416\]/i],
  ['sql-password-expired', 'SQL: the password has to be changed', /ORA-2800[12]|DBTech JDBC: \[414\]/i],
  [
    'sql-timeout',
    'SQL: time-out of the statement',
    /SQLTimeoutException|(?:query|statement)(?: execution)? (?:has )?timed? ?-?out|canceling statement due to statement timeout|ORA-01013/i,
  ],
  [
    'sql-syntax',
    'SQL: the statement has a syntax error',
    /sql syntax|incorrect syntax near|syntax error at or near|ORA-(?:009(?:00|07|23|33|36))\b/i,
  ],
  [
    'sql-closed',
    'SQL: the connection to the database was lost',
    /communications link failure|terminating connection due to|(?:sql|jdbc).{0,120}connection (?:is|was|has been) closed/i,
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
    /invalid (?:table|column|object) name|table or view does not exist|(?:sql|jdbc|database).{0,200}(?:table|relation|column).{0,60}does(?: not|n't) exist|(?:table|relation|column) ["'`].{0,60}does(?: not|n't) exist|unknown column|ORA-00942/i,
  ],
  // SAP
  [
    'rfc error_logon_failure',
    'RFC: ERROR_LOGON_FAILURE',
    /name or password is incorrect|JCO_ERROR_LOGON_FAILURE|RFC_ERROR_LOGON_FAILURE/i,
  ],
  ['idoc-partner', 'IDoc: no partner profile', /partner profile/i],
  ['soap-action', 'SOAP: the SOAPAction matches no operation', /soap ?action.{0,120}not match/i],
  ['soap-understand', 'SOAP: a header was not understood', /must ?understand/i],
  [
    'no-consumer',
    'No flow listens at the ProcessDirect address',
    /no consumers? available|DirectConsumerNotAvailable/i,
  ],
  // Brokers and mail
  [
    'kafka-authorization',
    'Kafka: not authorized for the topic or group',
    /(?:Topic|Group|Cluster)AuthorizationException|not authorized to access (?:topics?|group)/i,
  ],
  ['kafka-authentication', 'Kafka: authentication failed', /SaslAuthentication|sasl.{0,60}(?:fail|invalid)/i],
  [
    'mail-authentication',
    'Mail: authentication failed',
    /AuthenticationFailedException|\b535[ -](?:5\.7|.{0,40}auth)/i,
  ],
  [
    'mail-relay',
    'Mail: the server does not relay for us',
    /unable to relay|relay(?:ing)? (?:access )?(?:denied|not (?:allowed|permitted))/i,
  ],
  [
    'mail-recipient',
    'Mail: the recipient does not exist',
    /\b550[ -](?:5\.1\.1|.{0,80}(?:mailbox|recipient|user)\b)|recipient (?:address )?rejected|user unknown/i,
  ],
];
