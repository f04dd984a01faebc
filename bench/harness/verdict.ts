import type { Aim } from './contest.js'
import type { Row } from './row.js'

/** `ok`, or `below aim:` with every aim that was missed and the figure reached instead. */
export function verdictOf(rows: readonly Row[], aims: readonly Aim[]): string {
  const missed = aims.flatMap((aim) => {
    const reached = rows.find((row) => row.name === aim.row)?.[aim.figure] ?? null
    return meets(reached, aim) ? [] : [`${aim.row} ${aim.figure} ${reached ?? 'not measured'}, ${aim.bound} ${aim.limit}`]
  })
  return missed.length === 0 ? 'ok' : `below aim: ${missed.join('; ')}`
}

/** Why the command must fail: an act that was acknowledged and lost, or a floor that did not run. */
export function failuresOf(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => [
    // A count that is no number proves nothing.
    ...(row.missing !== 0 ? [`${row.name}: ${row.missing} acknowledged but missing`] : []),
    ...(row.floor === null ? [`${row.name}: its floor did not run`] : []),
    ...(row.peerNote !== null && row.peer === null ? [`${row.name}: its peer did not run`] : []),
  ])
}

function meets(reached: number | null, aim: Aim): boolean {
  if (reached === null) return false
  return aim.bound === 'at least' ? reached >= aim.limit : reached <= aim.limit
}
