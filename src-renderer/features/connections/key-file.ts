import { readPem } from '../../../src-shared/connections/pem.ts';

/** A private key as the form takes it. */
export interface KeyFile {
  readonly name: string;
  readonly keyForm: 'pem' | 'pkcs12';
  /** PEM, or base64 of PKCS#12. */
  readonly key: string;
  /** PEM where the file holds one, else empty. */
  readonly certificate: string;
}

/** Larger files are no keys; they are not even read. */
const largest = 70_000;

/** Reads PEM or PKCS#12, whatever the name ends in; `undefined` where it is too large to be either. */
export async function readKeyFile(file: File): Promise<KeyFile | undefined> {
  if (file.size > largest) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const { certificates, privateKey } = readPem(text);
  if (certificates !== '' || privateKey !== '')
    return { name: file.name, keyForm: 'pem', key: privateKey, certificate: certificates };
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { name: file.name, keyForm: 'pkcs12', key: btoa(binary), certificate: '' };
}
