import type { RosterFact } from '@liandong/core/domain/roster.js'
import { takeRosterChange } from '@liandong/core/site/inbound/roster.js'
import type { Site } from '@liandong/core/site/site.js'
import { type Signer, signerOf } from '@liandong/core/wire/catalogue/signing.js'
import { ZERO_HASH } from '@liandong/core/wire/hash.js'
import { encodeRosterChange } from '@liandong/core/wire/roster.js'
import { siteOf, worldFacts } from '../../ours/world.js'

/** The county of a run: who is below it, and what it signs with. */
export interface County {
  readonly villages: readonly string[]
  /** PEM. */
  readonly publishingKey: string
}

/** The lists the county publishes in: its own, and what is offered in the whole city. */
export const LISTS = ['items.county', 'shared.county'] as const
/** So many sites fit one roster change. */
const FACTS_TOGETHER = 100

/** Makes the city known to a new store, as roster changes that came one after the other. */
export function giveRoster(site: Site, county: County): void {
  const facts = factsOf(county)
  let previous = ZERO_HASH
  for (let at = 0; at < facts.length; at += FACTS_TOGETHER) {
    const change = { version: 1 + at / FACTS_TOGETHER, atMs: 0, by: 'bench', facts: facts.slice(at, at + FACTS_TOGETHER) }
    const { bytes, hash } = encodeRosterChange(change, previous)
    site.transact(() => takeRosterChange(site, change, bytes, hash))
    previous = hash
  }
}

function factsOf({ villages, publishingKey }: County): readonly RosterFact[] {
  const { key }: Signer = signerOf(publishingKey)
  const signing = { kind: 'site', site: { ...siteOf('county'), publishingKeys: [key] } } as const
  const others = worldFacts.filter((fact) => fact.kind !== 'site' || fact.site.id !== 'county')
  // What a program reads makes a fact long, and only the first village registers cases.
  const below = villages.map((id) => ({ kind: 'site', site: { ...siteOf('village'), id, name: id, bodyTypes: [] } }) as const)
  return [signing, ...others, ...below]
}
