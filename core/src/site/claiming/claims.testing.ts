import type { Claim } from '../../domain/catalogue/base.js'
import type { WorkState } from '../../domain/catalogue-work/work.js'
import type { Refusal } from '../../domain/decider.js'
import { decodeClaim } from '../../wire/guide/base-shape.js'
import { publishWork } from '../catalogue-work/publish.js'
import { stepWork, type WorkOutcome } from '../catalogue-work/works.js'
import { acting, clerk, type Counter, openCounter } from '../counter.testing.js'
import type { Site } from '../site.js'
import { giveBase, inputOf } from './base.testing.js'
import { claimLines, type ClaimLine } from './claim-status.js'
import { openFromBase } from './claims.js'

const open: Counter[] = []

/** Closes what the test opened. */
export function closeGateways(): void {
  for (const { store } of open.splice(0)) store.close()
}
/** Opens a gateway; `closeGateways` closes all. */
export function gateway(id: 'a' | 'city' = 'a'): Counter {
  const made = openCounter(id)
  open.push(made)
  return made
}

export const hall = acting('a-window', 'a-hall')
export const city = acting('city-clerk', 'city-hall', 'city-bureau')
export const limit = (amount: number) => ({ amount, unit: 'working-day' as const })

export function ok<T extends object>(outcome: T | Refusal): T {
  if ('kind' in outcome && outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
  return outcome as T
}

export function workOf(outcome: WorkOutcome): WorkState {
  return ok(outcome).kind === 'done' ? (outcome as { work: WorkState }).work : (undefined as never)
}

export function lines(site: Site, filter = {}): readonly ClaimLine[] {
  return ok(claimLines(site, hall, filter)) as readonly ClaimLine[]
}

/** What this gateway's claims list says, as the city reads it. */
export function told(site: Site): readonly Claim[] {
  return site.store.lists
    .entries('claims.a')
    .map(({ digest }) => decodeClaim(site.store.contents.bytesOf(digest) ?? Buffer.alloc(0)))
}

export async function reviewAndPublish(site: Site, id: string): Promise<WorkState> {
  for (const step of ['submit', 'pass-department'] as const) ok(await stepWork(site, clerk, id, { do: step }))
  ok(await stepWork(site, hall, id, { do: 'pass-legal' }))
  return workOf(await publishWork(site, hall, id, null))
}

/** The permit claimed from the base entry, published with what it adapts. */
export async function claimedPermit({ site }: Counter, changes: object = {}): Promise<WorkState> {
  giveBase(site, 1, inputOf())
  const work = workOf(await openFromBase(site, clerk, { organ: 'a-bureau', entry: 'b-1', item: 'homestead' }))
  const [item] = work.items
  if (item === undefined) throw new Error('no item')
  const step = {
    id: 's',
    name: '决定',
    kind: 'decide',
    organ: 'a-bureau',
    level: 'county',
    actedBy: null,
    externalSystem: null,
  } as const
  const content = { ...item.content, steps: [step], ...changes, promised: limit(5) }
  ok(await stepWork(site, clerk, work.id, { do: 'edit', item: { ...item, content } }))
  return reviewAndPublish(site, work.id)
}
