import { refused, type Refusal } from '../../domain/decider.js'
import { currentPlace } from '../../domain/roster-view.js'
import type { Place } from '../../domain/roster.js'
import type { Actor } from '../../domain/values.js'
import type { ReservedNumber, VoidReason } from '../../store/registers/reserved-numbers.js'
import { type Acting, resolveActor } from '../act.js'
import { numberAt } from './number-at.js'
import { queryCodeOf } from '../intake/receipt.js'
import { type Named, personNamed } from '../query/names.js'
import type { Site } from '../site.js'

/** One numbered paper, as its place lists it. */
export interface PaperReceipt extends Pick<ReservedNumber, 'number' | 'caseId' | 'reservedMs' | 'usedMs'> {
  readonly by: Named
  readonly state: 'free' | 'used' | 'void'
  readonly reason: VoidReason | null
  /** Printed on the paper; of one that is no longer free it is told to nobody. */
  readonly queryCode: string | null
}

/** Reserves so many numbers for the acting place, to be printed before they are needed. */
export async function reserveReceipts(site: Site, acting: Acting, count: number): Promise<readonly PaperReceipt[] | Refusal> {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  const place = currentPlace(site.roster, by.place) as Place
  return await site.commit(() =>
    Array.from({ length: count }, () => {
      const made = { number: numberAt(site, place), caseId: site.options.randomHex(16) }
      const reserved = { ...made, place: place.id, person: by.person, reservedMs: site.nowRawMs() }
      site.store.reservedNumbers.put(reserved)
      return lineOf(site, { ...reserved, usedMs: null, voided: null })
    }),
  )
}

/** All of the acting place, used and void ones included: the stock is counted against the papers in the drawer. */
export function listReceipts(site: Site, acting: Acting): readonly PaperReceipt[] | Refusal {
  const by = resolveActor(site, acting)
  return 'kind' in by ? by : site.store.reservedNumbers.ofPlace(by.place).map((reserved) => lineOf(site, reserved))
}

/** A spoiled or lost paper: its number is never given to a case. */
export async function voidReceipt(
  site: Site,
  acting: Acting,
  number: string,
  reason: VoidReason,
): Promise<PaperReceipt | Refusal> {
  const by = resolveActor(site, acting)
  if ('kind' in by) return by
  return await site.commit(() => {
    const reserved = freeReceipt(site, by, number)
    if ('kind' in reserved) return reserved
    const voided = { atMs: site.nowRawMs(), person: by.person, reason }
    site.store.reservedNumbers.void(reserved.number, voided.atMs, voided.person, reason)
    return lineOf(site, { ...reserved, voided })
  })
}

/** The paper of that number, if it is of this place and neither used nor void. */
export function freeReceipt(site: Site, by: Actor, number: string): ReservedNumber | Refusal {
  const found = receiptOfPlace(site, by, number)
  if (found === null) return refused('receipt/not-reserved', number)
  return found.usedMs === null && found.voided === null ? found : refused('receipt/not-free', number)
}

export function receiptOfPlace(site: Site, { place }: Actor, number: string): ReservedNumber | null {
  const found = site.store.reservedNumbers.get(number.trim().toUpperCase())
  return found === null || found.place !== place ? null : found
}

function lineOf(site: Site, { number, caseId, reservedMs, usedMs, voided, person }: ReservedNumber): PaperReceipt {
  const state = voided !== null ? 'void' : usedMs !== null ? 'used' : 'free'
  const queryCode = state === 'free' ? queryCodeOf(site, caseId) : null
  return { number, caseId, reservedMs, usedMs, state, reason: voided?.reason ?? null, queryCode, by: personNamed(site, person) }
}
