/** PEM blocks in a text, certificates and private keys apart. */
export interface PemTexts {
  readonly certificates: string;
  readonly privateKey: string;
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/** Reads PEM wherever it stands in a text; line ends written as `\n`, as in JSON, count as line ends. */
export function readPem(text: string): PemTexts {
  const plain = text.replaceAll('\\r', '').replaceAll('\\n', '\n').replaceAll('\r', '');
  const blocks = [...plain.matchAll(block)].map(([whole, label = '']) => ({ whole, label }));
  const certificates = blocks.filter(({ label }) => label.endsWith('CERTIFICATE'));
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  return {
    certificates: certificates.map(({ whole }) => `${whole}\n`).join(''),
    privateKey: key ? `${key.whole}\n` : '',
  };
}

/** PKCS#8 says it in its label, older forms in a header. */
export function isEncryptedKey(pem: string): boolean {
  return /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem);
}
