const secretWords = /passw|passphrase|secret|pwd|token|(?:api|access|private|client|subscription)[-_. ]?key/i;
/** What ends so names a secret that is kept elsewhere, or describes it. */
const description =
  /(alias|name|url|uri|endpoint|host|path|[-_. ]id|type|expiry|lifetime|timeout|header|credentials?)$/i;

/**
 * Whether a configuration parameter's value should be hidden until asked for: parameters are plain text on the tenant,
 * also where somebody put a password into one (catalogue 2.3).
 */
export function looksSecret(key: string, dataType: string): boolean {
  if (/password|secure/i.test(dataType)) return true;
  return secretWords.test(key) && !description.test(key.trim());
}
