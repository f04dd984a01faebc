import type { BaseEntry } from '../../domain/catalogue/base.js'
import { type Difference, differencesOfParts } from '../../domain/catalogue-work/difference.js'
import { revised, wordsOfBase } from '../../domain/catalogue-work/base-revision.js'
import { localDateOf } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemId } from '../../domain/values.js'
import { type BaseInput, encodeBaseEntry } from '../../wire/guide/base-shape.js'
import type { Acting } from '../act.js'
import { type PublishChange, publishEdition } from '../catalogue/publish.js'
import { entitled } from '../catalogue-work/worker.js'
import { type Named, organNamed, siteNamed } from '../query/names.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import { allClaims, baseEntry, baseVersion, type KnownClaim } from './base-entries.js'

/** A new base list, or a part of it: entries that are the same as before are passed over. */
export interface BaseImport {
  readonly entries: readonly BaseInput[]
  /** Entries that are no more (取消). */
  readonly cancelled: readonly string[]
  /** Nothing is written; the answer says what would be. */
  readonly dryRun: boolean
}

/** An item published from an entry, here or below: how much of it would follow, and how much its organ adapted and has to choose. */
export interface AffectedItem {
  readonly gateway: Named
  readonly organ: Named
  readonly item: ItemId
  /** Parts that follow by themselves; null where the item's content is not here. */
  readonly follows: number | null
  readonly choices: number | null
}

/** One entry that an import adds or changes. */
export interface ImportLine {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly differences: readonly Difference[]
  readonly affected: readonly AffectedItem[]
}

export interface BaseImported {
  readonly kind: 'done'
  readonly added: readonly ImportLine[]
  readonly changed: readonly ImportLine[]
  readonly cancelled: readonly string[]
  readonly unchanged: number
  /** Of the base list's newest edition; null when nothing was published. */
  readonly number: number | null
}

/** 导入基本目录: at the city, as it came from above; what is new becomes an edition that every gateway gets. */
export function importBase(site: Site, acting: Acting, input: BaseImport): Promise<BaseImported | Refusal> {
  return site.commit(() => {
    if (site.options.tier !== 'city') return refused('base/not-city', site.id)
    const who = entitled(site, acting, 'publish', null)
    if ('kind' in who) return who
    const refusal = refusalOf(site, input)
    if (refusal !== null) return refusal
    const lines = input.entries.map((entry) => lineFor(site, entry))
    const changed = lines.filter(({ isNew, differences }) => isNew || differences.length > 0)
    const changes = [...changed.map(asChange), ...input.cancelled.map((id) => cancelling(site, id))]
    const done = resultOf(site, lines, input.cancelled)
    if (input.dryRun || changes.length === 0) return { ...done, number: null }
    const outcome = publishEdition(site, { kind: 'base', changes, by: who.person })
    if (outcome.kind === 'refused') return outcome
    settlePending(site)
    return { ...done, number: outcome.number }
  })
}

/** Entries named twice, and cancelled ones that are not there. */
function refusalOf(site: Site, { entries, cancelled }: BaseImport): Refusal | null {
  const ids = [...entries.map(({ id }) => id), ...cancelled]
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  if (twice.length > 0) return refused('input/invalid', `重复 ${twice.join(' ')}`)
  const unknown = cancelled.filter((id) => baseEntry(site, id) === null)
  return unknown.length > 0 ? refused('base/unknown-entry', unknown.join(' ')) : null
}

interface Line {
  readonly isNew: boolean
  readonly entry: Omit<BaseEntry, 'digest'>
  readonly differences: readonly Difference[]
}

function lineFor(site: Site, input: BaseInput): Line {
  const known = baseEntry(site, input.id)
  const entry = { ...input, version: (known?.entry.version ?? 0) + 1 }
  const isBack = known?.cancelled === true
  if (known === null || isBack) return { isNew: true, entry, differences: [] }
  const was = encodeBaseEntry({ ...known.entry, version: entry.version })
  const isSame = Buffer.from(was).equals(encodeBaseEntry(entry))
  const told = differencesOfParts(wordsOfBase(known.entry), wordsOfBase({ ...entry, digest: '' }))
  return { isNew: false, entry, differences: isSame ? [] : told }
}

function asChange({ entry }: Line): PublishChange {
  const { id: key, version, effectiveFrom: from } = entry
  return { key, version, content: encodeBaseEntry(entry), state: 'published', from }
}

function cancelling(site: Site, key: string): PublishChange {
  const version = baseEntry(site, key)?.entry.version ?? 1
  return { key, version, content: null, state: 'cancelled', from: localDateOf(site.clock.now().estimateMs) }
}

function resultOf(site: Site, lines: readonly Line[], cancelled: readonly string[]): Omit<BaseImported, 'number'> {
  const claims = allClaims(site)
  const told = (line: Line): ImportLine => {
    const { id, name, version } = line.entry
    return { id, name, version, differences: line.differences, affected: affectedBy(site, line, claims) }
  }
  const changed = lines.filter(({ isNew, differences }) => !isNew && differences.length > 0)
  return {
    kind: 'done',
    added: lines.filter(({ isNew }) => isNew).map(told),
    changed: changed.map(told),
    cancelled,
    unchanged: lines.filter(({ isNew, differences }) => !isNew && differences.length === 0).length,
  }
}

/** What is published from the entry: looked at as each organ's own gateway will look at it. */
function affectedBy(site: Site, { entry }: Line, claims: readonly KnownClaim[]): readonly AffectedItem[] {
  return claims.flatMap(({ gateway, claim }) => {
    if (claim.entry !== entry.id || claim.item === null) return []
    const [item, was] = [site.store.items.newest(claim.item), baseVersion(site, entry.id, claim.baseVersion)]
    const merged = item === null || was === null ? null : revised(item, was, { ...entry, digest: '' })
    const organ = organNamed(site, claim.organ) ?? { id: claim.organ, name: claim.organ }
    const counts = { follows: merged?.follows.length ?? null, choices: merged?.choices.length ?? null }
    return [{ gateway: siteNamed(site, gateway), organ, item: claim.item, ...counts }]
  })
}
