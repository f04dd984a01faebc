import { decodeRosterChange } from '../../wire/roster.js'
import { settleList } from '../catalogue/take-edition.js'
import { takeRosterChange } from '../inbound/roster.js'
import type { Site } from '../site.js'

/** 练习: stands in every number minted there, where real ones have three random characters. */
export const PRACTICE_TAG = 'LXX'

/**
 * Gives practice the places, people, passwords and items of the real station as they are today; never a case, a draft, a paper or a
 * consultation. Brings one that is here from an earlier day up to date.
 */
export function furnishPractice(practice: Site, real: Site): void {
  practice.transact(() => {
    copyRoster(practice, real)
    copyItems(practice, real)
    for (const { person } of real.store.people.verifiers.versions()) {
      const verifier = real.store.people.verifiers.get(person)
      if (verifier !== null) practice.store.people.verifiers.put(verifier)
    }
  })
}

function copyRoster(practice: Site, real: Site): void {
  for (const version of real.store.roster.versions()) {
    const bytes = version > practice.roster.version ? real.store.roster.bytesOf(version) : null
    if (bytes === null) continue
    const { change, hash } = decodeRosterChange(bytes)
    takeRosterChange(practice, change, bytes, hash)
  }
}

/** Every list as it stands, with the versions it names that are here. */
function copyItems(practice: Site, real: Site): void {
  for (const { digest } of real.store.items.entries()) {
    const [item, bytes] = [real.store.items.byDigest(digest), real.store.items.bytesOf(digest)]
    if (item !== null && bytes !== null) practice.store.items.put(item, practice.nowRawMs(), bytes)
  }
  for (const { list, number, hash, digest } of real.store.lists.heads()) {
    if (practice.store.lists.head(list)?.hash === hash) continue
    const entries = real.store.lists.entries(list)
    for (const entry of entries) practice.store.lists.putEntry(list, number, entry)
    practice.store.lists.reckoned(list, digest)
    practice.store.lists.advance(list, { number, hash, digest }, new Uint8Array(), practice.nowRawMs())
    settleList(
      practice,
      list,
      entries.map(({ key }) => key),
    )
  }
}
