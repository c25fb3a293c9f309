/**
 * What one figure answers: ours and the reference of the same run, in `unit`.
 * @typedef {object} Measured
 * @property {string} name
 * @property {number} ours
 * @property {number} reference
 * @property {number} budget the highest ratio, or with `more` the most that ours may be above the reference
 * @property {boolean} [more]
 * @property {string} unit
 * @property {number} runs
 * @property {readonly string[]} [missed] what else the budget asks for and was not reached, in words
 * @property {string} [note]
 */

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = sorted.slice(middle - (sorted.length % 2 === 0 ? 1 : 0));
  return sorted.length % 2 === 0 ? (low + high) / 2 : low;
}

/**
 * Ours and the reference in turns, so that a slow moment of the machine meets both. One run of each is not counted.
 * @param {number} runs
 * @param {() => Promise<number>} ours
 * @param {() => Promise<number>} reference
 */
export async function inTurns(runs, ours, reference) {
  await ours();
  await reference();
  /** @type {number[]} */
  const our = [];
  /** @type {number[]} */
  const other = [];
  for (let run = 0; run < runs; run++) {
    our.push(await ours());
    other.push(await reference());
  }
  return { ours: median(our), reference: median(other), runs };
}

/** @param {Measured} measured */
export function isMet({ ours, reference, budget, more, missed = [] }) {
  return missed.length === 0 && (more ? ours - reference <= budget : ours / reference <= budget);
}

/** @param {Measured} measured */
export function line(measured) {
  const { name, ours, reference, budget, more, unit, runs, missed = [], note } = measured;
  // Where the reference needs nothing, there is no ratio.
  const ratio = reference === 0 ? '' : ` ${(ours / reference).toFixed(2)} ×,`;
  const limit = more ? `at most ${budget} ${unit} more` : `at most ${budget} ×`;
  const verdict = isMet(measured) ? 'met' : ['MISSED', ...missed].join(', ');
  return `${name.padEnd(14)} ours ${round(ours)} ${unit}, reference ${round(reference)} ${unit},${ratio} ${limit}: ${verdict} (${runs} ${runs === 1 ? 'run' : 'runs'})${note ? `; ${note}` : ''}`;
}

/** @param {number} value */
export function round(value) {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
