const rules: readonly (readonly [RegExp, string])[] = [
  // Header values, also inside JSON: Authorization: Bearer …, "authorization":"Basic …"
  [/(authorization["']?\s*[:=]\s*["']?)(?:bearer|basic)?\s*[^\s"',}]+/gi, '$1[removed]'],
  [/\b(bearer|basic)\s+[a-z0-9._~+/-]{8,}=*/gi, '$1 [removed]'],
  [/((?:set-)?cookie["']?\s*[:=]\s*)[^\n\r]+/gi, '$1[removed]'],
  [/(x-csrf-token["']?\s*[:=]\s*["']?)[^\s"',}]+/gi, '$1[removed]'],
  // Fields and query parameters that hold secrets, in JSON, forms and addresses.
  [
    /((?:client_?secret|password|passphrase|access_?token|refresh_?token|assertion|private_?key|secret)["']?\s*[:=]\s*["']?)[^\s"'&,}]+/gi,
    '$1[removed]',
  ],
  // Anything shaped like a JSON Web Token, wherever it stands.
  [/\beyJ[a-zA-Z0-9_-]{5,}\.[a-zA-Z0-9_-]{5,}\.[a-zA-Z0-9_-]*/g, '[token removed]'],
  [/-----BEGIN [^-]+-----[\s\S]*?-----END [^-]+-----/g, '[key removed]'],
];

/** Removes what must never stand in a log: credentials, tokens, cookies, keys. */
export function redact(text: string): string {
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
