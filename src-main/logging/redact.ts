const names =
  'client_?secret|password|passphrase|access_?token|refresh_?token|assertion|private_?key|secret|authorization|x-csrf-token';

/** A name, and its value to the end: quoted, quoted inside a quoted text, or bare. */
const field = new RegExp(
  String.raw`((?:${names})\\?["']?\s*[:=]\s*)` +
    String.raw`(?:(["'])(?:\\.|(?!\2)[^\\])*(?:\2|$)|(\\["'])[\s\S]*?(?:\3|$)|(?:(?:bearer|basic)\s+)?[^\s"'&,}]+)`,
  'gi',
);

const rules: readonly (readonly [RegExp, string])[] = [
  [/((?:set-)?cookie["']?\s*[:=]\s*)[^\n\r]+/gi, '$1[removed]'],
  [field, '$1$2$3[removed]$2$3'],
  [/\b(bearer|basic)\s+[a-z0-9._~+/-]{8,}=*/gi, '$1 [removed]'],
  // Anything shaped like a JSON Web Token, wherever it stands.
  [/\beyJ[a-zA-Z0-9_-]{5,}\.[a-zA-Z0-9_-]{5,}\.[a-zA-Z0-9_-]*/g, '[token removed]'],
  [/-----BEGIN [^-]+-----[\s\S]*?-----END [^-]+-----/g, '[key removed]'],
];

/** Shorter ones would take words out of every sentence. */
const shortestSecret = 8;

/** Removes what is known by its shape: credentials, tokens, cookies, keys. */
export function redact(text: string): string {
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

export interface Redaction {
  /** From now on this text is removed wherever it stands. */
  readonly learn: (secret: string) => void;
  /** Nothing that was learned stays in memory. */
  readonly forget: () => void;
  readonly redact: (text: string) => string;
}

/** Removes by shape, and the secrets in use by their very letters: no shape tells a secret in a sentence. */
export function createRedaction(): Redaction {
  const known = new Set<string>();
  return {
    learn: (secret) => {
      if (secret.length < shortestSecret) return;
      for (const form of [secret, encodeURIComponent(secret), ...base64Forms(secret)]) known.add(form);
    },
    forget: () => {
      known.clear();
    },
    redact: (text) => {
      let result = redact(text);
      for (const form of known) result = result.replaceAll(form, '[removed]');
      return result;
    },
  };
}

/** How it looks inside base64 behind any other text, as in Basic: one form for each place in a group of three bytes. */
function base64Forms(secret: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${'x'.repeat(before)}${secret}`)
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(Math.ceil((before * 4) / 3), -1);
  });
}
