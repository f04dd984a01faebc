import type { Contest, Contestant, Workload } from '../harness/contest.js'
import { backlogFloor } from './floor.js'
import { ourBacklog } from './ours.js'
import { POUCH_NOTE, pouchBacklog } from './peer.js'

/** Events of 2 KB that piled up at an edge, sent to its county until both ends hold them durably. */
export function backlog(quick: boolean): Workload {
  const counts = quick ? ([1_000, 4_000] as const) : ([2_500, 50_000] as const)
  return {
    contests: [...counts.map(contest), withPapers(counts[0])],
    aims: counts.flatMap((count) => [
      { row: nameOf(count), figure: 'ratioToFloor', bound: 'at least', limit: 0.7 },
      { row: nameOf(count), figure: 'ratioToPeer', bound: 'at least', limit: 5 },
    ]),
  }
}

function contest(count: number): Contest {
  const name = nameOf(count)
  const beside = besideCaseTables(count)
  const metric = { unit: 'events/s', better: 'higher' } as const
  return {
    metrics: [
      { name, ...metric },
      { name: beside, ...metric },
    ],
    ours: ourBacklog([name, beside], count, false),
    floor: oneAfterTheOther(backlogFloor(name, count, 'bare'), backlogFloor(beside, count, 'case')),
    peer: pouchBacklog([name, beside], count),
    peerNote: POUCH_NOTE,
  }
}

/** The same, while the county also asks for the two papers each event names, as it does outside a bench. */
function withPapers(count: number): Contest {
  const name = `${nameOf(count)}, papers asked for`
  return {
    metrics: [{ name, unit: 'events/s', better: 'higher' }],
    ours: ourBacklog([name], count, true),
    floor: backlogFloor(name, count, 'case'),
    peer: null,
    peerNote: null,
  }
}

/** Two measurements as one run: our figure stands beside both. */
function oneAfterTheOther(first: Contestant, second: Contestant): Contestant {
  return async () => {
    const [a, b] = [await first(), await second()]
    return { values: { ...a.values, ...b.values }, usage: { ...a.usage, ...b.usage }, missing: a.missing + b.missing }
  }
}

function nameOf(count: number): string {
  return `backlog, ${count.toLocaleString('en')} events`
}

/** The floor that keeps what any log of cases must keep: shows how much of the distance to the bare one is tables and keys. */
function besideCaseTables(count: number): string {
  return `${nameOf(count)}, beside case tables`
}
