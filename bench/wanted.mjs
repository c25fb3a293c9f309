import { parseArgs } from 'node:util';

/**
 * What the command line asks for, or what is wrong with it.
 * @param {readonly string[]} args
 * @param {readonly string[]} names of all figures
 * @returns {{ wanted: readonly string[], turns: number | undefined } | string}
 */
export function readWanted(args, names) {
  let given;
  try {
    given = parseArgs({ args: [...args], allowPositionals: true, options: { runs: { type: 'string' } } });
  } catch (fault) {
    return `${/** @type {Error} */ (fault).message}\nGiven are names of figures and --runs.`;
  }
  const { values, positionals } = given;
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) return `No such figure: ${unknown.join(', ')}. There are: ${names.join(', ')}.`;
  if (values.runs === undefined) return { wanted: positionals, turns: undefined };
  if (!/^[1-9]\d*$/.test(values.runs)) return '--runs must be a whole number above 0.';
  return { wanted: positionals, turns: Number(values.runs) };
}
