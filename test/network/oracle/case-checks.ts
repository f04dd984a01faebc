import { type Scene, type SeenCase, short } from './scene.js'

/** Equal heads and rows at every site that holds a case, every site of its path among them. */
export function checkHeads({ cases, isReached }: Scene): string[] {
  return [...cases].flatMap(([caseId, seen]) => [
    ...differing(caseId, seen),
    ...missing(caseId, seen, isReached),
    ...seen.flatMap((each) => gapsIn(caseId, each)),
  ])
}

function differing(caseId: string, seen: readonly SeenCase[]): string[] {
  const [first, ...others] = seen
  if (first === undefined) return []
  const hashes = (each: SeenCase) => new Set(each.rows.map(({ hash }) => hash))
  const expected = hashes(first)
  return others.flatMap((other) => {
    const here = hashes(other)
    const lacks = [...expected].filter((hash) => !here.has(hash)).length + [...here].filter((hash) => !expected.has(hash)).length
    const heads = `${first.site} at ${first.state.sequence}, ${other.site} at ${other.state.sequence}`
    if (first.head !== other.head) return [`heads of case ${short(caseId)} differ: ${heads}`]
    return lacks === 0 ? [] : [`rows of case ${short(caseId)} differ by ${lacks}: ${heads}`]
  })
}

function missing(caseId: string, seen: readonly SeenCase[], lives: (site: string) => boolean): string[] {
  const holders = new Set(seen.map(({ site }) => site))
  const path = new Set(seen.flatMap(({ state }) => state.path))
  return [...path]
    .filter((site) => lives(site) && !holders.has(site))
    .map((site) => `case ${short(caseId)} is not at ${site}, which is on its path`)
}

/** The branch that stands is the one of the last seizure by the highest tier, whoever moved the case how often. */
export function checkStanding({ cases }: Scene): string[] {
  return [...cases].flatMap(([caseId, seen]) => {
    const ranks = seen.flatMap(({ rows }) => rows.map(({ epoch }) => rankOf(epoch)))
    const highest = Math.max(...ranks)
    return seen
      .filter(({ state }) => rankOf(state.epoch) < highest)
      .map(({ site }) => `case ${short(caseId)} does not stand on its highest epoch at ${site}`)
  })
}

/** Seizures before tiers before moves; no story has a thousand of any. */
function rankOf({ seizures, tier, moves }: SeenCase['rows'][number]['epoch']): number {
  return seizures * 1e6 + tier * 1e3 + moves
}

function gapsIn(caseId: string, { site, store, rows, standing }: SeenCase): string[] {
  const found = store.cases.isFrozen(caseId) ? [`case ${short(caseId)} is frozen at ${site}`] : []
  const sequences = rows.filter(({ hash }) => standing.has(hash)).map(({ sequence }) => sequence)
  if (sequences.some((sequence, index) => sequence !== index + 1)) found.push(`case ${short(caseId)} has a gap at ${site}`)
  return found
}

/** In each epoch of a case one store wrote, wherever its rows stand. */
export function checkWriters({ cases }: Scene): string[] {
  return [...cases].flatMap(([caseId, seen]) => {
    const writers = new Map<string, Set<string>>()
    for (const { event } of seen.flatMap(({ rows }) => rows)) {
      const { seizures, tier, moves } = epochWrittenIn(event)
      const key = `${seizures}.${tier}.${moves}`
      writers.set(key, (writers.get(key) ?? new Set()).add(event.author.store))
    }
    return [...writers].flatMap(([epoch, stores]) =>
      stores.size > 1 ? [`${stores.size} stores wrote epoch ${epoch} of case ${short(caseId)}`] : [],
    )
  })
}

/** Who hands a case over writes that as the last event of the epoch it ends, under the number of the next. */
function epochWrittenIn({ epoch, author, after }: SeenCase['rows'][number]['event']) {
  return author.site === after.custodian ? epoch : { ...epoch, moves: epoch.moves - 1 }
}

/** One outcome for each request id in a case, wherever the branch stands. */
export function checkOutcomes({ cases }: Scene): string[] {
  return [...cases].flatMap(([caseId, seen]) =>
    seen.flatMap(({ site, rows, standing }) => {
      const ids = rows.filter(({ hash }) => standing.has(hash)).flatMap(({ event }) => event.answer?.requestId ?? [])
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
      return twice.map((id) => `request ${short(id)} has two outcomes in case ${short(caseId)} at ${site}`)
    }),
  )
}
