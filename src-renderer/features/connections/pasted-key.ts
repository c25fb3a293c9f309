/** A text that somebody meant as a service key, wherever it was pasted or dropped. */
export function looksLikeKey(text: string): boolean {
  return text.includes('{') && /"?(?:oauth|clientid|client_id|clientsecret|tokenurl)"?\s*:/i.test(text);
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
