/** A text that somebody meant as a service key, wherever it was pasted or dropped. */
export function looksLikeKey(text: string): boolean {
  return text.includes('{') && /"?(?:oauth|clientid|client_id|clientsecret|tokenurl)"?\s*:/i.test(text);
}

/** Several files, a file of connections, or a folder: more than one key that fits into the form. */
export async function filesToImport(data: DataTransfer | null): Promise<readonly File[] | undefined> {
  const files = [...(data?.files ?? [])];
  const [first] = files;
  if (files.length !== 1 || !first) return files.length > 1 ? files : undefined;
  const start = await first.slice(0, 1_000).text();
  return start.includes('"tenant-atlas-connections"') ? files : undefined;
}

/** Larger files are no service keys; they are not even read. */
const largestFile = 200_000;

/** The text of what was dropped: a file, or a marked text. */
export async function droppedText(data: DataTransfer | null): Promise<string | undefined> {
  const file = data?.files[0];
  if (file) return file.size > largestFile ? undefined : await file.text();
  const text = data?.getData('text/plain');
  return text === '' ? undefined : text;
}
