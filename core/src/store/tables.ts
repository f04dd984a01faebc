import { Drafts } from './drafts.js'
import { EventLog } from './event-log.js'
import type { Connection } from './file/connection.js'
import { Inbox } from './inbox.js'
import { Items } from './items.js'
import { CaseNeighbours } from './link/case-neighbours.js'
import { Lanes } from './link/lanes.js'
import { Links } from './link/links.js'
import { Payloads } from './link/payloads.js'
import { Meta } from './meta.js'
import { Papers } from './papers/papers.js'
import { Cases } from './projections/case.js'
import { CaseList } from './projections/case-list.js'
import { Tasks } from './projections/task.js'
import { Requests } from './requests.js'
import { RosterChanges } from './roster.js'

/** One object per family of tables, with its statements prepared. */
export interface Tables {
  readonly meta: Meta
  readonly events: EventLog
  readonly inbox: Inbox
  readonly links: Links
  readonly lanes: Lanes
  readonly payloads: Payloads
  readonly neighbours: CaseNeighbours
  readonly requests: Requests
  readonly papers: Papers
  readonly roster: RosterChanges
  readonly items: Items
  readonly drafts: Drafts
  readonly cases: Cases
  readonly caseList: CaseList
  readonly tasks: Tasks
}

export function prepareTables(db: Connection): Tables {
  const events = new EventLog(db)
  const payloads = new Payloads(db, events)
  return {
    meta: new Meta(db),
    events,
    inbox: new Inbox(db),
    links: new Links(db),
    lanes: new Lanes(db, payloads),
    payloads,
    neighbours: new CaseNeighbours(db),
    requests: new Requests(db),
    papers: new Papers(db),
    roster: new RosterChanges(db),
    items: new Items(db),
    drafts: new Drafts(db),
    cases: new Cases(db, events),
    caseList: new CaseList(db),
    tasks: new Tasks(db),
  }
}
