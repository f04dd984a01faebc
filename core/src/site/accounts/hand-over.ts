import { localDateOf } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { HandOverChange } from '../../domain/accounts/changes.js'
import { may } from '../../domain/rights/may.js'
import { type Desk, rightsAt } from '../../domain/rights/rights.js'
import { nothingNamed } from '../../domain/rights/target.js'
import { personAt, personPosted, siteOfPlace } from '../../domain/roster-view.js'
import { sitesAbove } from '../../domain/tree.js'
import type { PersonId, PlaceId } from '../../domain/values.js'
import { settlePending } from '../pending.js'
import type { Site } from '../site.js'
import { type ChangeOutcome, changeNow } from './decide.js'
import { passOn } from './pass-on.js'

/** What goes from one colleague to another at one place; what is not chosen stays. */
export interface HandOverCommand extends Omit<HandOverChange, 'do'> {
  /** Applications being prepared. */
  readonly drafts: boolean
  /** Open tasks that name the person. */
  readonly tasks: boolean
}

export type HandedOver =
  | {
      readonly kind: 'done'
      readonly id: string
      /** Moved here; those of a place served elsewhere move when the word comes there. */
      readonly drafts: number
      /** What became of posts, rota and roles; null where none were chosen. */
      readonly duties: Exclude<ChangeOutcome, Refusal> | null
    }
  | Refusal

/**
 * 交接: one act. Drafts and open tasks go at once, also at a station without a line; posts, rota and roles by the roster. What was
 * done before stays with whoever did it. Answers after the commit.
 */
export function handOver(site: Site, command: HandOverCommand, acting: Desk): Promise<HandedOver> {
  return site.commit(() => {
    const outcome = handOverNow(site, command, acting)
    settlePending(site)
    return outcome
  })
}

function handOverNow(site: Site, command: HandOverCommand, acting: Desk): HandedOver {
  const by = acting.person
  const refusal = refuse(site, command) ?? refuseWho(site, command, acting)
  if (refusal !== null) return refusal
  const { drafts, tasks, ...change } = command
  const { posts, rota, roles, from, to, place, onDate } = change
  const duties = posts || rota || roles ? changeNow(site, { do: 'hand-over', ...change }, by) : null
  if (duties?.kind === 'refused') return duties
  const id = site.options.randomHex(16)
  const atMs = site.clock.now().estimateMs
  const moved = drafts || tasks ? passOn(site, { id, from, to, place, drafts, tasks, onDate, by, atMs }) : 0
  return { kind: 'done', id, drafts: moved, duties }
}

function refuse(site: Site, { from, to, place, posts, rota, roles, onDate }: HandOverCommand): Refusal | null {
  const { roster } = site
  const host = siteOfPlace(roster, place)
  if (host === null || (host !== site.id && !sitesAbove(roster, host).includes(site.id))) return refused('place/unknown', place)
  if (personAt(roster, from) === null || personAt(roster, to) === null) return refused('person/unknown', `${from} ${to}`)
  if ((posts || rota || roles) && site.options.tier === 'edge') return refused('account/at-gateway', site.id)
  if (from === to || !everServed(site, from, place)) return refused('hand-over/not-colleagues', from)
  // Who takes the posts over need not serve there before.
  if (!posts && !personPosted(roster, to, place)) return refused('hand-over/not-colleagues', to)
  return onDate > localDateOf(site.clock.now().estimateMs) ? refused('hand-over/too-early', onDate) : null
}

/** One's own worklist, or that of somebody in one's area; duties are moved by whoever looks after the place. */
function refuseWho(site: Site, { from, place, posts, rota, roles }: HandOverCommand, acting: Desk): Refusal | null {
  const isOwn = from === acting.person
  if (isOwn && (posts || rota || roles)) return refused('account/denied', place)
  const rights = rightsAt(site.roster, acting, site.options.tier)
  const target = { ...nothingNamed, places: [place], owner: from }
  return may(rights, 'worklist.hand-over', target) ? null : refused('account/denied', place)
}

/** Whoever has left the post already leaves a worklist behind all the same. */
function everServed(site: Site, person: PersonId, place: PlaceId): boolean {
  const records = site.roster.persons.get(person) ?? []
  return records.some(({ record }) => record.posts.some((post) => post.place === place))
}
