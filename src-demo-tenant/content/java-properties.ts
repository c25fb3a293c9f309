const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `#Tue May 18 07:24:29 UTC 2021`, the first line of every stored properties file. */
export function dateComment(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  const day = `${weekdays[date.getUTCDay()] ?? ''} ${months[date.getUTCMonth()] ?? ''} ${two(date.getUTCDate())}`;
  return `#${day} ${clock} UTC ${date.getUTCFullYear()}`;
}

/** Java properties: ISO-8859-1 with \u escapes, blanks in keys escaped, `:` and `=` escaped in both. */
export function javaProperties(
  values: Readonly<Record<string, string>>,
  comments: readonly string[],
): string {
  const lines = Object.entries(values).map(([key, value]) => `${escapeKey(key)}=${escapeValue(value)}`);
  return [...comments, ...lines].join('\n') + '\n';
}

function escapeKey(key: string): string {
  return escapeSpecial(key).replace(/ /g, '\\ ');
}

function escapeValue(value: string): string {
  return escapeSpecial(value).replace(/^ /, '\\ ');
}

function escapeSpecial(text: string): string {
  return text
    .replace(/[\\:=#!]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(
      /[^\x20-\x7e]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    );
}
