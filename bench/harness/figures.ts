/** Whether a larger or a smaller figure is the better one. */
export type Better = 'higher' | 'lower'

/** The middle value; the mean of the two middle ones when there is no single one. */
export function median(values: readonly number[]): number {
  const sorted = inOrder(values)
  const middle = Math.floor(sorted.length / 2)
  const upper = at(sorted, middle)
  return sorted.length % 2 === 1 ? upper : (at(sorted, middle - 1) + upper) / 2
}

/** How far the runs lie apart, as a part of their median: 0.1 is ten percent between the lowest and the highest. */
export function spread(values: readonly number[]): number {
  const sorted = inOrder(values)
  const middle = median(values)
  const range = at(sorted, sorted.length - 1) - at(sorted, 0)
  return middle === 0 ? 0 : range / middle
}

/** The smallest value that a part `share` (0 to 1) of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = inOrder(values)
  return at(sorted, Math.max(0, Math.ceil(share * sorted.length) - 1))
}

/** How `value` stands to `other`: 1 is equal, above 1 means that `value` is the better one. */
export function ratio(value: number, other: number, better: Better): number {
  return better === 'higher' ? value / other : other / value
}

/** Four significant digits: more are noise on any machine. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

function inOrder(values: readonly number[]): readonly number[] {
  if (values.length === 0) throw new Error('no values to reckon with')
  return [...values].sort((a, b) => a - b)
}

function at(values: readonly number[], index: number): number {
  const value = values[index]
  if (value === undefined) throw new Error(`no value at ${index}`)
  return value
}
