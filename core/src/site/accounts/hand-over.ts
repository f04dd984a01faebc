import { localDateOf } from '../../domain/civil-date.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { HandOverChange } from '../../domain/accounts/changes.js'
import type { Stage } from '../../domain/case/event.js'
import { isAdministration } from '../../domain/people/account.js'
import { accountAt } from '../../domain/people/accounts.js'
import { may } from '../../domain/rights/may.js'
import { type Desk, rightsAt } from '../../domain/rights/rights.js'
import { nothingNamed } from '../../domain/rights/target.js'
import { currentPlace, personAt, personPosted, siteOfPlace } from '../../domain/roster-view.js'
import { sitesAbove } from '../../domain/tree.js'
import type { LocalDate, PersonId, PlaceId } from '../../domain/values.js'
import { openTasks } from '../query/tasks.js'
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

/** What would go along. `null`: the place is served elsewhere, and only there it can be counted. */
export interface HandOverPreview {
  readonly drafts: number | null
  readonly tasks: number | null
  readonly posts: number
  readonly rota: number
  readonly roles: number
  readonly cases: number
  readonly today: LocalDate
}

/** 交接预览: read before it is done; changes nothing. */
export function previewHandOver(
  site: Site,
  { from, place }: Pick<HandOverCommand, 'from' | 'place'>,
  acting: Desk,
): HandOverPreview | Refusal {
  const nothing = { posts: false, rota: false, roles: false }
  const refusal = personAt(site.roster, from) === null ? refused('person/unknown', from) : null
  const denied = refusal ?? refuseWho(site, { from, place, ...nothing }, acting)
  if (denied !== null) return denied
  const { roster, store } = site
  const isHere = siteOfPlace(roster, place) === site.id
  const open = [...store.caseList.countByStage({ places: [place] })].filter(([stage]) => !OVER.has(stage))
  const duties = currentPlace(roster, place)
  return {
    drafts: isHere ? store.drafts.countFor(place, from) : null,
    tasks: isHere ? openTasks(site, { place, person: from }).filter(({ person }) => person !== null).length : null,
    posts: personAt(roster, from)?.posts.filter((post) => post.place === place).length ?? 0,
    rota:
      (duties?.rota.some(({ person }) => person === from) === true ? 1 : 0) + (duties?.standIns.includes(from) === true ? 1 : 0),
    roles: accountAt(roster, from)?.roles.filter((grant) => grant.place === place && !isAdministration(grant.role)).length ?? 0,
    cases: open.reduce((sum, [, count]) => sum + count, 0),
    today: localDateOf(site.clock.now().estimateMs),
  }
}

const OVER: ReadonlySet<Stage> = new Set(['completed', 'withdrawn'])

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
function refuseWho(
  site: Site,
  { from, place, posts, rota, roles }: Pick<HandOverCommand, 'from' | 'place' | 'posts' | 'rota' | 'roles'>,
  acting: Desk,
): Refusal | null {
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
