import type { Contest, Contestant, Workload } from '../harness/contest.js'
import { backlogFloor } from './floor.js'
import { POUCH_NOTE, pouchBacklog } from './peer.js'

/** Events of 2 KB that piled up at an edge, sent to its county until both ends hold them durably. */
export function backlog(quick: boolean): Workload {
  const counts = quick ? [1_000, 4_000] : [2_500, 50_000]
  return {
    contests: counts.map(contest),
    aims: counts.flatMap((count) => [
      { row: nameOf(count), figure: 'ratioToFloor', bound: 'at least', limit: 0.7 },
      { row: besideCaseTables(count), figure: 'ratioToFloor', bound: 'at least', limit: 0.7 },
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
    ours: null,
    floor: oneAfterTheOther(backlogFloor(name, count, 'bare'), backlogFloor(beside, count, 'case')),
    peer: pouchBacklog([name, beside], count),
    peerNote: POUCH_NOTE,
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
