import { sitesEntitled } from '@liandong/core/domain/people/verifier.js'
import { newest } from '@liandong/core/domain/roster-view.js'
import type { Scene } from './scene.js'

/** A verifier stands at exactly the sites where its person has a post and those above, the same everywhere. */
export function checkVerifiers({ network, sites, isReached }: Scene): string[] {
  if (!network.isRunning('city')) return []
  const { roster } = network.site('city')
  return newest(roster.persons).flatMap(({ id }) => {
    const entitled = sitesEntitled(roster, id)
    const held = sites.map(({ site, store }) => ({ site, verifier: store.people.verifiers.get(id) }))
    const atCity = held.find(({ site }) => site === 'city')?.verifier ?? null
    const newestHeld = Math.max(0, ...held.map(({ verifier }) => verifier?.version ?? 0))
    if (newestHeld > (atCity?.version ?? 0)) return [`the city has no verifier ${newestHeld} of ${id}`]
    return held.flatMap(({ site, verifier }) => {
      const wanted = entitled.has(site) && isReached(site) ? atCity : null
      const said = `${verifier?.version} ${verifier?.phc}`
      return said === `${wanted?.version} ${wanted?.phc}`
        ? []
        : [`${site} holds verifier ${said.slice(0, 30)} of ${id}, not ${wanted?.version}`]
    })
  })
}
