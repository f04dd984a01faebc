import { refused, type Refusal } from '../decider.js'
import { PERMIT, PUBLIC_SERVICE, type ItemVersion, type Power, type Step } from '../item.js'
import type { Organ } from '../roster.js'
import type { Level, OrganId } from '../values.js'

/** Who acts, as far as authority goes. */
export interface Bearer {
  readonly level: Level
  readonly organ: Pick<Organ, 'id' | 'nature' | 'level'> | null
}

/** Only asking is left to a place that may merely consult. */
const TAKING_IN: readonly Power[] = ['receive', 'proxy', 'first-review', 'decide', 'village-handle']
/** Steps a village does for an organ: they are facts and opinions, not decisions. */
const VILLAGE_STEPS: readonly Step['kind'][] = ['village-opinion', 'appraisal', 'visit', 'public-notice', 'site-survey']

/** The matrix of level × item × organ: what the item lets this bearer do. */
export function powersOf(item: ItemVersion, who: Bearer): ReadonlySet<Power> {
  const granted = item.grants.filter(
    (grant) => grant.level === who.level && (grant.organ === null || grant.organ === who.organ?.id),
  )
  const powers = new Set(granted.map((grant) => grant.power))
  if (who.organ !== null && who.organ.id === item.organ) powers.add('decide')
  return powers
}

/** Somebody an item may be taken in by; null stands for any level, or for any organ and none. */
export interface Taker {
  readonly level: Level | null
  readonly organ: OrganId | null
}

/** 收件, 代办: everybody who may take an application in; a list, so that a store can look items up by who stands at the counter. */
export function takersOf(item: Pick<ItemVersion, 'organ' | 'grants' | 'steps'>): readonly Taker[] {
  const granted = item.grants.filter(({ power }) => TAKING_IN.includes(power)).map(({ level, organ }) => ({ level, organ }))
  const accepting = item.steps.filter(({ kind }) => kind === 'accept').map(({ organ }) => organ)
  const organs = [item.organ, ...accepting].filter((organ) => organ !== null)
  return [...granted, ...organs.map((organ) => ({ level: null, organ }))]
}

/** Whether an application may be taken in here. */
export function mayRegister(item: ItemVersion, who: Bearer): Refusal | null {
  const may = takersOf(item).some(
    ({ level, organ }) => (level === null || level === who.level) && (organ === null || organ === who.organ?.id),
  )
  return may ? null : refused('item/not-offered', item.id)
}

/** 受理 and 不予受理: of the organ that accepts, decides or reviews first (行政许可法 32, 43). */
export function mayAccept(item: ItemVersion, who: Bearer): Refusal | null {
  if (who.level === 'village') return villageHandles(item, who)
  if (who.organ === null) return refused('authority/denied', `${who.level} accept`)
  const powers = powersOf(item, who)
  const may = powers.has('decide') || powers.has('first-review') || isOrganOf(item, 'accept', who.organ.id)
  return may ? null : refused('authority/denied', `${who.organ.id} accept`)
}

/** 决定. A permit is decided by an administrative organ or one authorised by law (行政许可法 22–24), never by a village. */
export function mayDecide(item: ItemVersion, who: Bearer): Refusal | null {
  if (who.level === 'village') return villageHandles(item, who)
  if (who.organ === null) return refused('authority/denied', `${who.level} decide`)
  if (item.type === PERMIT && who.organ.nature === 'entrusted') return refused('authority/denied', `${who.organ.id} entrusted`)
  const may = powersOf(item, who).has('decide') || isOrganOf(item, 'decide', who.organ.id)
  return may ? null : refused('authority/denied', `${who.organ.id} decide`)
}

/** 审查, 审核 and the other steps between acceptance and decision, which have acts of their own. */
export function mayReview(item: ItemVersion, step: Step, who: Bearer): Refusal | null {
  if (step.kind === 'accept' || step.kind === 'decide') return refused('step/unknown', step.id)
  if (who.level === 'village') return mayVillageReview(item, step, who)
  if (who.organ === null) return refused('authority/denied', `${who.level} ${step.id}`)
  if (step.organ !== null) return step.organ === who.organ.id ? null : refused('authority/denied', `${who.organ.id} ${step.id}`)
  const powers = powersOf(item, who)
  const may = powers.has('decide') || (powers.has('first-review') && step.level === who.level)
  return may ? null : refused('authority/denied', `${who.organ.id} ${step.id}`)
}

function mayVillageReview(item: ItemVersion, step: Step, who: Bearer): Refusal | null {
  if (step.level === 'village' && VILLAGE_STEPS.includes(step.kind)) return null
  return villageHandles(item, who)
}

/**
 * A village committee is no organ (村民委员会组织法 2, 5): it assists. It finishes by itself only a
 * public service that the catalogue names as handled in the village.
 */
function villageHandles(item: ItemVersion, who: Bearer): Refusal | null {
  if (item.type === PERMIT) return refused('authority/village-never-decides', item.id)
  const may = item.type === PUBLIC_SERVICE && powersOf(item, { ...who, organ: null }).has('village-handle')
  return may ? null : refused('authority/denied', `village ${item.id}`)
}

function isOrganOf(item: ItemVersion, kind: Step['kind'], organ: OrganId): boolean {
  return item.steps.some((step) => step.kind === kind && step.organ === organ)
}

/** The organ whose counter an application goes to: of the first step that accepts or decides, else the item's own. */
export function acceptingOrgan(item: ItemVersion): OrganId | null {
  const step = item.steps.find(({ kind, organ }) => (kind === 'accept' || kind === 'decide') && organ !== null)
  return step?.organ ?? item.organ
}
