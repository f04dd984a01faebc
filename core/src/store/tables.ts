import { CaseKeys } from './case-keys.js'
import { ContentWants } from './catalogue/content-wants.js'
import { Contents } from './catalogue/contents.js'
import { Holdings } from './catalogue/holdings.js'
import { Lists } from './catalogue/lists.js'
import { Parcels } from './catalogue/parcels.js'
import { prepareWorkTables, type WorkTables } from './catalogue-work/work-tables.js'
import { Drafts } from './drafts.js'
import { EventLog } from './event-log.js'
import { Enrolments } from './doors/enrolments.js'
import { SeizureProposals } from './doors/seizure-proposals.js'
import type { Connection } from './file/connection.js'
import { Inbox } from './inbox.js'
import { Items } from './items.js'
import { CaseNeighbours } from './link/case-neighbours.js'
import { Lanes } from './link/lanes.js'
import { Links } from './link/links.js'
import { Payloads } from './link/payloads.js'
import { SeizureAsks } from './link/seizure-asks.js'
import { Meta } from './meta.js'
import { BlobJournal } from './papers/blob-journal.js'
import { Papers } from './papers/papers.js'
import { preparePeopleTables, type PeopleTables } from './people/people-tables.js'
import { Cases } from './projections/case.js'
import { CaseList } from './projections/case-list.js'
import { Tasks } from './projections/task.js'
import { Requests } from './requests.js'
import { RosterChanges } from './roster.js'

/** One object per family of tables, with its statements prepared. */
export interface Tables {
  readonly keys: CaseKeys
  readonly meta: Meta
  readonly events: EventLog
  readonly inbox: Inbox
  readonly links: Links
  readonly lanes: Lanes
  readonly payloads: Payloads
  readonly neighbours: CaseNeighbours
  readonly requests: Requests
  readonly seizureAsks: SeizureAsks
  readonly journal: BlobJournal
  readonly papers: Papers
  readonly roster: RosterChanges
  readonly enrolments: Enrolments
  readonly seizureProposals: SeizureProposals
  readonly people: PeopleTables
  readonly items: Items
  readonly lists: Lists
  readonly contents: Contents
  readonly contentWants: ContentWants
  readonly parcels: Parcels
  readonly holdings: Holdings
  readonly drafts: Drafts
  readonly catalogueWork: WorkTables
  readonly cases: Cases
  readonly caseList: CaseList
  readonly tasks: Tasks
}

export function prepareTables(db: Connection): Tables {
  const keys = new CaseKeys(db)
  const events = new EventLog(db, keys)
  const payloads = new Payloads(db, events)
  const journal = new BlobJournal(db)
  const items = new Items(db)
  return {
    keys,
    meta: new Meta(db),
    events,
    inbox: new Inbox(db),
    links: new Links(db),
    lanes: new Lanes(db, payloads),
    payloads,
    neighbours: new CaseNeighbours(db, keys),
    requests: new Requests(db),
    seizureAsks: new SeizureAsks(db),
    journal,
    papers: new Papers(db, keys, journal),
    roster: new RosterChanges(db),
    items,
    lists: new Lists(db),
    contents: new Contents(db, items),
    contentWants: new ContentWants(db),
    parcels: new Parcels(db),
    holdings: new Holdings(db),
    enrolments: new Enrolments(db),
    seizureProposals: new SeizureProposals(db),
    people: preparePeopleTables(db),
    drafts: new Drafts(db),
    catalogueWork: prepareWorkTables(db),
    cases: new Cases(db, keys, events),
    caseList: new CaseList(db),
    tasks: new Tasks(db),
  }
}

/** After a rollback nothing kept in memory may be believed. */
export function forgetAll({ keys, events, inbox, payloads, lanes, neighbours, items, cases }: Tables): void {
  for (const table of [keys, events, inbox, payloads, lanes, neighbours, items, cases]) table.forget()
}
