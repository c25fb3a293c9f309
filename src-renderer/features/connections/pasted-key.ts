/** A text that somebody meant as a service key, wherever it was pasted or dropped. */
export function looksLikeKey(text: string): boolean {
  return text.includes('{') && /"?(?:oauth|clientid|client_id|clientsecret|tokenurl)"?\s*:/i.test(text);
}

/** Larger files are no service keys; they are not even read. */
const largestKey = 200_000;

/** What a person dropped: a text that goes into the form, or what has to be looked through first. */
export type Dropped = { readonly key: string } | { readonly files: readonly File[] };

/** Several files, a folder or a file of connections are more than one key. Has to be called while the event lasts. */
export async function readDrop(data: DataTransfer | null): Promise<Dropped | undefined> {
  const files = [...(data?.files ?? [])];
  const [first] = files;
  if (!first) {
    const text = data?.getData('text/plain') ?? '';
    return text === '' ? undefined : { key: text };
  }
  if (files.length > 1 || hasFolder(data)) return { files };
  const start = await first.slice(0, 1_000).text();
  if (start.includes('"tenant-atlas-connections"')) return { files };
  return first.size > largestKey ? undefined : { key: await first.text() };
}

function hasFolder(data: DataTransfer | null): boolean {
  return [...(data?.items ?? [])].some((item) => item.webkitGetAsEntry()?.isDirectory === true);
}
