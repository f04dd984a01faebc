import type { ListId } from '../domain/catalogue/list.js'
import type { FaultCode } from '../domain/fault.js'
import type { CaseState } from '../domain/case/state.js'
import type { Roster } from '../domain/roster.js'
import { parentSite } from '../domain/roster-view.js'
import type { CaseId, Hash, PersonId, SiteId } from '../domain/values.js'
import type { Calendar } from '../domain/working-days.js'
import type { Clock } from '../runtime/clock.js'
import type { LogFacts } from '../runtime/log-fields.js'
import { Recent } from '../store/file/recent.js'
import type { Store } from '../store/store.js'
import { publishedCalendar, withOverrides } from './calendar.js'
import type { Signer } from '../wire/catalogue/signing.js'
import type { PaperName, PapersChange } from './ledger.js'
import { Floods } from './audit/floods.js'
import { KeptPapers } from './erasure/kept-papers.js'
import { NameIndex } from './find/name-index.js'
import { Presence } from './network/presence.js'
import { AskedPapers } from './links/asked-papers.js'
import { Changes } from './live/changes.js'
import { SiteClock } from './site-clock.js'

export interface SiteOptions {
  readonly site: SiteId
  /** The site dialled, known before the roster is here; null for the city. */
  readonly parent: SiteId | null
  readonly tier: 'city' | 'county' | 'edge'
  readonly generation: number
  readonly store: Store
  readonly clock: Clock
  /** Key of this site's seals; backed up apart from the store. */
  readonly sealKey: Uint8Array
  /** Signs what this site publishes; null where it may not publish. */
  readonly signer: Signer | null
  /** The key this gateway shares with that one, for what the bus may not read; null where there is none. Absent where no bus is. */
  readonly linkKey?: (peer: SiteId) => Uint8Array | null
  /** Random bytes as lower-case hexadecimal digits, two per byte. */
  readonly randomHex: (byteCount: number) => string
  /** In place of three random characters in every number; absent where numbers are real. */
  readonly numberTag?: string
  readonly programVersion: string
  /** Body types this program reads; tests of other versions hand in their own. */
  readonly bodyTypes: readonly string[]
  /** Large parts of lists are fetched from the parent beside the lanes (`contents/aside.ts`): these go over a message bus. */
  readonly contentsAside?: boolean
  readonly notify: SiteNotices
}

/** What the site tells the program around it, always after the commit. */
export interface SiteNotices {
  /** New lane entries wait for these neighbours. */
  readonly written: (peers: ReadonlySet<SiteId>) => void
  /** New wants, or papers that answer a neighbour's want; outside a transaction. */
  readonly papersChanged: (change: PapersChange) => void
  /** Who is trusted may have changed: a roster version came, or a machine was admitted or cut off here. */
  readonly trustChanged?: () => void
  /** Something a person must look at. */
  readonly alarm: (code: FaultCode, facts: LogFacts) => void
}

/** Enough for the cases a counter touches in a day; a state is read again from its view when it fell out. */
const CACHED_STATES = 2_000

/** A busy hall in an hour; what falls out is recorded once more. */
const REMEMBERED_VIEWS = 10_000

/** What a transaction leaves to be done before it commits, and to be told after it. */
interface Aftermath {
  readonly written: Set<SiteId>
  readonly unsettledCases: Set<CaseId>
  readonly itemsMissing: Set<Hash>
  readonly retries: Set<FaultCode>
  itemArrived: boolean
  asksDue: boolean
  readonly listsHeld: Set<ListId>
  readonly credentials: Set<PersonId>
  readonly wantedIn: Set<CaseId>
  readonly papersSettled: PaperName[]
  trustChanged: boolean
}

const nothing = (): Aftermath => ({
  written: new Set(),
  unsettledCases: new Set(),
  itemsMissing: new Set(),
  retries: new Set(),
  itemArrived: false,
  asksDue: false,
  listsHeld: new Set(),
  credentials: new Set(),
  wantedIn: new Set(),
  papersSettled: [],
  trustChanged: false,
})

/** One installation: its store, its clock, and what it keeps in memory of both. Rules and flows are functions over it. */
export class Site {
  readonly options: SiteOptions
  readonly id: SiteId
  readonly store: Store
  readonly clock: SiteClock
  /** Three characters of this program start, in every number it mints. */
  readonly numberTag: string
  readonly states = new Recent<CaseId, CaseState>(CACHED_STATES)
  /** What neighbours want and may get here or through here. */
  readonly asked = new AskedPapers()
  /** Names of applicants, for finding cases. */
  readonly names: NameIndex
  /** What neighbours said, when asked, that they keep. */
  readonly kept = new KeptPapers()
  /** How sites below stand, as they last said. */
  readonly presence = new Presence()
  /** What strangers do too often to record one by one. */
  readonly floods = new Floods()
  /** Who saw which case as it is, lately, and until when a reason given for it holds. */
  readonly viewed = new Recent<string, { readonly notedMs: number; readonly untilMs: number }>(REMEMBERED_VIEWS)
  /** Rung when what people look at changed. */
  readonly changes = new Changes()
  readonly #baseCalendar = publishedCalendar()
  #roster: Roster
  #calendar: Calendar
  #mintedNumbers = 0
  #aftermath = nothing()

  constructor(options: SiteOptions) {
    this.options = options
    this.id = options.site
    this.store = options.store
    this.names = new NameIndex(options.store)
    this.clock = new SiteClock(options.clock, options.tier === 'city', options.store.meta.clockOffset())
    this.numberTag = options.numberTag ?? makeTag(options.randomHex)
    this.#roster = options.store.roster.load()
    this.#calendar = withOverrides(this.#baseCalendar, this.#roster.calendars.values())
    this.store.onRollback((scope) => this.#forget(scope))
    this.store.onCommit((changed) => {
      this.#announce()
      this.changes.ring(changed)
    })
  }

  get roster(): Roster {
    return this.#roster
  }

  /** The site dialled; a site without a roster yet knows it from its configuration. */
  get parent(): SiteId | null {
    return parentSite(this.#roster, this.id) ?? this.options.parent
  }

  get calendar(): Calendar {
    return this.#calendar
  }

  useRoster(roster: Roster): void {
    const calendarsChanged = roster.calendars !== this.#roster.calendars
    this.#roster = roster
    if (calendarsChanged) this.#calendar = withOverrides(this.#baseCalendar, roster.calendars.values())
  }

  nowRawMs(): number {
    return Math.round(this.options.clock.nowMs())
  }

  nextNumberSequence(): number {
    this.#mintedNumbers += 1
    return this.#mintedNumbers
  }

  remember(state: CaseState): void {
    this.states.put(state.caseId, state)
  }

  /** One synchronous transaction of its own, committed when this returns. */
  transact<T>(work: () => T): T {
    return this.store.transact(work)
  }

  /** Shares its commit with the commands that wait beside it; answers after the commit, refusals too. */
  commit<T>(work: () => T): Promise<T> {
    return this.store.commits.run(work)
  }

  /**
   * After a rollback nothing read into memory may be believed. What commands beside a failed one left to be done is
   * still to be done; a pointless poke for the failed one harms nobody.
   */
  #forget(scope: 'command' | 'all'): void {
    this.states.clear()
    if (scope === 'all') this.#aftermath = nothing()
    if (this.store.roster.newest() !== this.#roster.version) this.useRoster(this.store.roster.load())
  }

  markWritten(peer: SiteId): void {
    this.#aftermath.written.add(peer)
  }

  /** Papers of this case are wanted that were not, or may be had by another way now. */
  markWantedIn(caseId: CaseId): void {
    this.#aftermath.wantedIn.add(caseId)
  }

  /** The paper is here, or wanted here no more. */
  markPaperSettled(paper: PaperName): void {
    this.#aftermath.papersSettled.push(paper)
  }

  /** Links to whom is not trusted any more end once this is committed. */
  markTrustChanged(): void {
    this.#aftermath.trustChanged = true
  }

  markUnsettled(caseId: CaseId): void {
    this.#aftermath.unsettledCases.add(caseId)
  }

  markItemMissing(digest: Hash): void {
    this.#aftermath.itemsMissing.add(digest)
  }

  /** What is parked for this reason may pass now. */
  markRetry(code: FaultCode): void {
    this.#aftermath.retries.add(code)
  }

  /** Requests that wait for an item may go on. */
  markItemArrived(): void {
    this.#aftermath.itemArrived = true
  }

  /** Contents are missing that nobody was asked for: what one transaction brings is asked for together. */
  markAsksDue(): void {
    this.#aftermath.asksDue = true
  }

  /** Every content of the list's newest edition is here. */
  markListHeld(list: ListId): void {
    this.#aftermath.listsHeld.add(list)
  }

  /** At the city: sessions under earlier credentials of the person are to end. */
  markCredentials(person: PersonId): void {
    this.#aftermath.credentials.add(person)
  }

  /** What the transaction under way must still settle before it commits; asked for until nothing is left. */
  takeUnsettled(): Pick<
    Aftermath,
    'unsettledCases' | 'itemsMissing' | 'itemArrived' | 'asksDue' | 'retries' | 'listsHeld' | 'credentials'
  > {
    const { written, wantedIn, papersSettled, trustChanged, ...unsettled } = this.#aftermath
    this.#aftermath = { ...nothing(), written, wantedIn, papersSettled, trustChanged }
    return unsettled
  }

  #announce(): void {
    const { written, wantedIn, papersSettled: settled, trustChanged } = this.#aftermath
    this.#aftermath = { ...this.#aftermath, written: new Set(), wantedIn: new Set(), papersSettled: [], trustChanged: false }
    // First: what follows must not be told to whom is cut off.
    if (trustChanged) this.options.notify.trustChanged?.()
    if (written.size > 0) this.options.notify.written(written)
    if (wantedIn.size > 0 || settled.length > 0) this.options.notify.papersChanged({ wantedIn, settled })
  }
}

/** Characters that are told apart on a worn receipt, as in GB 32100. */
const TAG_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function makeTag(randomHex: (byteCount: number) => string): string {
  const random = randomHex(6)
  const character = (at: number) => TAG_ALPHABET[Number.parseInt(random.slice(4 * at, 4 * at + 4), 16) % TAG_ALPHABET.length]
  return [0, 1, 2].map(character).join('')
}
