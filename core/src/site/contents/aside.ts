import type { SiteId } from '../../domain/values.js'
import { decodeListAsk, decodeListPack } from '../../wire/catalogue/list-pack.js'
import { sha256 } from '../../wire/hash.js'
import { applyMessage } from '../inbound/apply.js'
import { kindNumber } from '../../wire/frame.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import { packOf } from './answer.js'

/** Asks told in one call: some two hundred bytes each. */
const ASKS_TOGETHER = 256

/** What this site asks its parent for beside the lanes, the oldest first. */
export interface AsideAsks {
  readonly peer: SiteId
  readonly asks: readonly { readonly row: number; readonly payload: Uint8Array }[]
}

/** The asks that wait to be made beside the lanes; null when none does. */
export function asksAside(site: Site): AsideAsks | null {
  const { parent } = site
  const asks = parent === null ? [] : site.store.parcels.aside(parent, ASKS_TOGETHER)
  return parent === null || asks.length === 0 ? null : { peer: parent, asks }
}

/** Takes in the answer to an ask that was made beside the lanes: as a lane's message, and committed as one. Throws a Fault `input/invalid`. */
export function takeAside(site: Site, from: SiteId, row: number, payload: Uint8Array): void {
  const { list, number, passed } = decodeListPack(payload)
  site.transact(() => {
    // By digest all of it would go over the lanes; the edition is on its way there.
    if (passed && site.store.lists.head(list)?.number === number)
      site.store.contentWants.waitForEdition(from, { list, number }, site.nowRawMs())
    else applyMessage(site, from, { kind: 'list-pack', kindNumber: kindNumber('list-pack'), payload })
    site.store.parcels.askedAside(row)
    settlePending(site)
  })
}

/** The pack for an ask that came beside the lanes; made once for all that ask alike. Throws a Fault `input/invalid`. */
export function packAside(site: Site, payload: Uint8Array): Uint8Array {
  const ask = decodeListAsk(payload)
  const name = sha256(Buffer.concat([Buffer.from('list-pack\n'), payload]))
  const isNewest = site.store.lists.head(ask.list)?.number === ask.number
  const made = isNewest ? site.store.parcels.payloadOf(name) : null
  if (made !== null) return made
  const { payload: pack, lacking } = packOf(site, ask)
  if (isNewest && lacking.length === 0) site.transact(() => void site.store.parcels.put(name, [pack], site.nowRawMs()))
  return pack
}
