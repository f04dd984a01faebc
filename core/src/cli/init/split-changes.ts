import type { RosterChange, RosterFact } from '../../domain/roster.js'
import type { PersonId } from '../../domain/values.js'
import { MAX_ROSTER_CHANGE_BYTES } from '../../wire/roster.js'

/** Room for version, time, author, hash and the brackets around the facts. */
const FRAME_BYTES = 512

/** Cuts facts into numbered roster versions from `firstVersion`, in their order, each small enough for one message. */
export function splitChanges(
  facts: readonly RosterFact[],
  by: PersonId,
  atMs: number,
  firstVersion = 1,
): readonly RosterChange[] {
  return groupFacts(facts).map((group, index) => ({ version: firstVersion + index, atMs, by, facts: group }))
}

function groupFacts(facts: readonly RosterFact[]): readonly (readonly RosterFact[])[] {
  const groups: RosterFact[][] = []
  let left = 0
  for (const fact of facts) {
    const bytes = Buffer.byteLength(JSON.stringify(fact)) + 1
    if (bytes > left) {
      groups.push([])
      left = MAX_ROSTER_CHANGE_BYTES - FRAME_BYTES
    }
    left -= bytes
    groups.at(-1)?.push(fact)
  }
  return groups
}
