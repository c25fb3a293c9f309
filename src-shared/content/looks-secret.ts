const secretWords =
  /passw|passphrase|secret|pwd|token|api[-_. ]?key|access[-_. ]?key|private[-_. ]?key|subscription[-_. ]?key|client[-_. ]?key/i;
/** Names of things that hold a secret elsewhere are no secrets themselves. */
const names = /(alias|name|url|uri|endpoint|host|path|id|type|expiry|lifetime|timeout|header)$/i;

/** Whether the value of a configuration parameter should be masked until it is asked for (catalogue 2.3). */
export function looksSecret(key: string): boolean {
  return secretWords.test(key) && !names.test(key.trim());
}
