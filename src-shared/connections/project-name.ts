/** What is typed to end a project: the folder all of them stand in, else the one connection, else how many there are. */
export function projectName(
  connections: readonly { readonly name: string; readonly folder: string }[],
): string {
  const [first] = connections;
  if (!first) return '';
  if (first.folder !== '' && connections.every(({ folder }) => folder === first.folder)) return first.folder;
  return connections.length === 1 ? first.name : `${connections.length} connections`;
}
