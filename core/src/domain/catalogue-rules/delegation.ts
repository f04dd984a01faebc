import { type ItemDraft, PERMIT } from '../item.js'
import type { Organ, Roster } from '../roster.js'
import { currentOrgan } from '../roster-view.js'
import type { OrganId } from '../values.js'
import { type Finding, type Findings, refuses, type Told, warns } from './finding.js'

const ARTICLE = '行政许可法 24'

/** 上级委托, 同级委托. */
export function isEntrusted({ guide }: Pick<ItemDraft, 'guide'>): boolean {
  return guide.powerSource === '5' || guide.powerSource === '6'
}

/** Who entrusts is published, and acts are in its name. */
export function delegationNamesItsOrgan(item: ItemDraft): Findings {
  const named = item.guide.entrustingOrgan !== null
  const path = '/guide/entrustingOrgan'
  return [
    isEntrusted(item) &&
      !named &&
      bindingFor(item, 'delegation-unnamed', {
        path,
        article: ARTICLE,
        zh: '权力来源是委托,须写明委托部门',
        en: 'The power is entrusted: name the organ that entrusts it',
      }),
    !isEntrusted(item) &&
      named &&
      warns('delegation-unnamed', {
        path,
        zh: '写了委托部门,权力来源却不是委托',
        en: 'An entrusting organ is named, yet the power is not entrusted',
      }),
  ]
}

/** An entrusted power stays with whom it was given to: no third organ decides by it. */
export function delegationStays(item: ItemDraft): Findings {
  if (!isEntrusted(item)) return []
  const parties = [item.organ, item.guide.entrustingOrgan]
  return item.grants.map(
    ({ power, organ }, index) =>
      power === 'decide' && !parties.includes(organ) && passedOn(item, `/grants/${index}/organ`, organ),
  )
}

/** Permits are entrusted by an administrative organ to another one, and decided by no body that only acts for another. */
export function permitsAreEntrustedToOrgans(item: ItemDraft, roster: Roster): Findings {
  if (item.type !== PERMIT) return []
  const natureOf = (organ: OrganId | null): Organ['nature'] | null =>
    organ === null ? null : (currentOrgan(roster, organ)?.nature ?? null)
  const { entrustingOrgan } = item.guide
  const delegate = isEntrusted(item) ? natureOf(item.organ) : null
  const delegator = isEntrusted(item) ? natureOf(entrustingOrgan) : null
  return [
    delegate !== null && delegate !== 'administrative' && noOrgan('/organ', item.organ, '受托方'),
    delegator === 'entrusted' && passedOn(item, '/guide/entrustingOrgan', entrustingOrgan),
    delegator === 'authorised' && noOrgan('/guide/entrustingOrgan', entrustingOrgan, '委托方'),
    ...item.grants.map(
      ({ power, organ }, index) =>
        power === 'decide' && natureOf(organ) === 'entrusted' && noOrgan(`/grants/${index}/organ`, organ, '审批主体'),
    ),
  ]
}

/** Of two items of one entry of the base list: who entrusts holds the power itself, not by another's entrusting. */
export function delegationIsNoChain(item: ItemDraft, others: readonly ItemDraft[]): Findings {
  const { entrustingOrgan } = item.guide
  if (!isEntrusted(item) || entrustingOrgan === null) return []
  const above = others.find((other) => other.organ === entrustingOrgan && isEntrusted(other) && isSameEntry(item, other))
  return [above !== undefined && passedOn(item, '/guide/entrustingOrgan', entrustingOrgan)]
}

function isSameEntry({ guide: a }: ItemDraft, { guide: b }: ItemDraft): boolean {
  if (a.base !== null && b.base !== null) return a.base.entry === b.base.entry
  return a.codes.catalogue !== null && a.codes.catalogue === b.codes.catalogue
}

function noOrgan(path: string, organ: OrganId | null, role: string): Finding {
  const zh = `${role} ${organ ?? ''} 不是行政机关,行政许可只能委托其他行政机关实施`
  const en = `${organ ?? ''} is no administrative organ: permits are entrusted only by one such to another`
  return refuses('delegate-no-organ', { path, article: ARTICLE, zh, en })
}

function passedOn(item: ItemDraft, path: string, organ: OrganId | null): Finding {
  const zh = `受委托的权力不得再委托(${organ ?? ''})`
  const en = `An entrusted power may not be passed on (${organ ?? ''})`
  return bindingFor(item, 'delegation-passed-on', { path, article: ARTICLE, zh, en })
}

/** The article binds permits; of other powers it is told. */
function bindingFor({ type }: ItemDraft, code: Finding['code'], told: Told): Finding {
  return type === PERMIT ? refuses(code, told) : warns(code, told)
}
