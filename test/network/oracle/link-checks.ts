import { LANES } from '@liandong/core/wire/frame.js'
import type { Parked } from '@liandong/core/store/inbox.js'
import type { Scene } from './scene.js'

/** Every link between living sites runs, and what one end wrote the other has committed and both say so. */
export function checkLanes({ network, sites, isReached }: Scene): string[] {
  return sites.flatMap(({ site, store }) =>
    store.links.all().flatMap(({ peer, stopped, stoppedDetail }) => {
      if (!isReached(peer)) return []
      if (stopped !== null) return [`link of ${site} to ${peer} stopped: ${stopped} ${stoppedDetail}`]
      return LANES.flatMap((lane) => undelivered(network, site, peer, lane))
    }),
  )
}

function undelivered(network: Scene['network'], site: string, peer: string, lane: (typeof LANES)[number]): string[] {
  const own = network
    .site(site)
    .store.lanes.marks(peer)
    .find((mark) => mark.lane === lane)
  const theirs = network
    .site(peer)
    .store.lanes.marks(site)
    .find((mark) => mark.lane === lane)
  if (own === undefined) return []
  const received = theirs?.received ?? 0
  if (own.written === received && own.acknowledged === received) return []
  return [`lane ${lane} of ${site} to ${peer}: ${own.written} written, ${own.acknowledged} acknowledged, ${received} received`]
}

/** Nothing is held or parked after quiet, but a second use of a request's id. */
export function checkInboxes({ sites, witness }: Scene): string[] {
  const isMeant = ({ code, detail }: Parked) => code === 'request/other-body' && witness.isShared(detail)
  return sites.flatMap(({ site, store }) => [
    ...store.inbox.held(20).map(({ caseId, sequence }) => `${site} holds event ${sequence} of case ${caseId.slice(0, 6)}`),
    ...store.inbox
      .parked()
      .filter((parked) => !isMeant(parked))
      .map(({ code, detail, caseId }) => `${site} has parked ${code} ${detail} of case ${caseId?.slice(0, 6)}`),
  ])
}

/** All know the same roster. */
export function checkShared({ sites }: Scene): string[] {
  const facts = sites.map(({ site, store }) => {
    const version = store.roster.newest()
    return { site, said: `roster ${version} ${store.roster.hashOf(version)}` }
  })
  const first = facts[0]?.said
  return facts.filter(({ said }) => said !== first).map(({ site, said }) => `${site} has ${said}, not ${first}`)
}
