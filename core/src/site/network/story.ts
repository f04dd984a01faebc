import type { Site as SiteRecord } from '../../domain/roster.js'
import type { PlaceId, SiteId } from '../../domain/values.js'
import type { Site } from '../site.js'
import { type Named, personNamed, siteNamed } from '../query/names.js'

/** What happened to a place and its machine. */
export type StoryWord =
  | 'up'
  | 'down'
  | 'planned'
  | 'enrolled'
  | 'replaced'
  | 'key-renewed'
  | 'cut-off'
  | 'retired'
  | 'code-made'
  | 'code-said'
  | 'place-planned'
  | 'place-built'
  | 'place-open'
  | 'place-paused'
  | 'place-closed'
  | 'moved'

export interface StoryLine {
  readonly atMs: number
  readonly word: StoryWord
  /** A code or the channel's own words, for engineers. */
  readonly reason: string | null
  /** Who did or saw it; null where only the roster says so. */
  readonly by: Named | null
}

/** A page shows so much; the line's own story is kept shorter than this. */
const MOST_LINES = 300

/** The story of a machine, and of the place it is looked at for; the newest first. */
export function storyOf(site: Site, about: SiteId, place: PlaceId | null): readonly StoryLine[] {
  const line = site.store.lineStory
    .of(about, MOST_LINES)
    .map(({ atMs, word, reason, toldBy }): StoryLine => ({ atMs, word, reason, by: siteNamed(site, toldBy) }))
  return [...line, ...machineStory(site, about), ...codeStory(site, about), ...(place === null ? [] : placeStory(site, place))]
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, MOST_LINES)
}

function machineStory({ roster }: Site, about: SiteId): readonly StoryLine[] {
  const dated = roster.sites.get(about) ?? []
  return dated.flatMap(({ atMs, record }, index) => {
    const before = dated[index - 1]?.record ?? null
    const line = (word: StoryWord): StoryLine => ({ atMs, word, reason: null, by: null })
    if (isRevoked(record) && !isRevoked(before)) return [line('cut-off')]
    if (before !== null && record.generation > before.generation && before.trust !== undefined) return [line('replaced')]
    if (before?.trust !== undefined && record.trust !== undefined && record.trust.fingerprint !== before.trust.fingerprint)
      return [line('key-renewed')]
    return record.life === before?.life ? [] : [line(record.life)]
  })
}

function isRevoked(record: SiteRecord | null): boolean {
  return (record?.trust?.revokedMs ?? null) !== null
}

function placeStory(site: Site, place: PlaceId): readonly StoryLine[] {
  const dated = site.roster.places.get(place) ?? []
  return dated.flatMap(({ atMs, record }, index) => {
    const before = dated[index - 1]?.record ?? null
    const life: StoryLine[] = record.life === before?.life ? [] : [{ atMs, word: `place-${record.life}`, reason: null, by: null }]
    const isMoved = before !== null && before.site !== record.site
    return isMoved ? [...life, { atMs, word: 'moved', reason: null, by: siteNamed(site, record.site) }] : life
  })
}

function codeStory(site: Site, about: SiteId): readonly StoryLine[] {
  return site.store.enrolments
    .codes()
    .filter((code) => code.site === about)
    .flatMap(({ madeMs, usedMs, by }): StoryLine[] => [
      { atMs: madeMs, word: 'code-made', reason: null, by: personNamed(site, by) },
      ...(usedMs === null ? [] : [{ atMs: usedMs, word: 'code-said' as const, reason: null, by: null }]),
    ])
}
