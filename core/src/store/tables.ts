import { AuditLog } from './audit/audit-log.js'
import { CaseKeys } from './case-keys.js'
import { ContentWants } from './catalogue/content-wants.js'
import { Contents } from './catalogue/contents.js'
import { Holdings } from './catalogue/holdings.js'
import { Lists } from './catalogue/lists.js'
import { Parcels } from './catalogue/parcels.js'
import { prepareWorkTables, type WorkTables } from './catalogue-work/work-tables.js'
import { Drafts } from './drafts.js'
import { Applicants } from './erasure/applicants.js'
import { Erasures } from './erasure/erasures.js'
import { EventLog } from './event-log.js'
import { Enrolments } from './doors/enrolments.js'
import { FlaggedActs } from './doors/flagged-acts.js'
import { SeizureProposals } from './doors/seizure-proposals.js'
import type { Connection } from './file/connection.js'
import { Inbox } from './inbox.js'
import { Items } from './items.js'
import { CaseNeighbours } from './link/case-neighbours.js'
import { Lanes } from './link/lanes.js'
import { LineStory } from './link/line-story.js'
import { Links } from './link/links.js'
import { Payloads } from './link/payloads.js'
import { SeizureAsks } from './link/seizure-asks.js'
import { Meta } from './meta.js'
import { BlobJournal } from './papers/blob-journal.js'
import { Papers } from './papers/papers.js'
import { preparePeopleTables, type PeopleTables } from './people/people-tables.js'
import { Cases } from './projections/case.js'
import { CaseFigures } from './projections/case-figures.js'
import { CaseList } from './projections/case-list.js'
import { OrgansOfItems } from './projections/item-organs.js'
import { Moments } from './projections/moment.js'
import { Notices } from './projections/notice.js'
import { Externals } from './projections/external.js'
import { Originals } from './projections/original.js'
import { Tasks } from './projections/task.js'
import { Consultations } from './registers/consultations.js'
import { ReservedNumbers } from './registers/reserved-numbers.js'
import { SignOffs } from './registers/sign-offs.js'
import { Requests } from './requests.js'
import { RosterChanges } from './roster.js'
import type { Secrets } from './secrets/secrets.js'

/** One object per family of tables, with its statements prepared. */
export interface Tables {
  readonly keys: CaseKeys
  readonly meta: Meta
  readonly events: EventLog
  readonly inbox: Inbox
  readonly links: Links
  readonly lineStory: LineStory
  readonly lanes: Lanes
  readonly payloads: Payloads
  readonly neighbours: CaseNeighbours
  readonly requests: Requests
  readonly seizureAsks: SeizureAsks
  readonly journal: BlobJournal
  readonly papers: Papers
  readonly erasures: Erasures
  readonly applicants: Applicants
  readonly roster: RosterChanges
  readonly enrolments: Enrolments
  readonly seizureProposals: SeizureProposals
  readonly flags: FlaggedActs
  readonly people: PeopleTables
  readonly items: Items
  readonly itemOrgans: OrgansOfItems
  readonly lists: Lists
  readonly contents: Contents
  readonly contentWants: ContentWants
  readonly parcels: Parcels
  readonly holdings: Holdings
  readonly drafts: Drafts
  readonly consultations: Consultations
  readonly signOffs: SignOffs
  readonly reservedNumbers: ReservedNumbers
  readonly catalogueWork: WorkTables
  readonly cases: Cases
  readonly caseList: CaseList
  readonly caseFigures: CaseFigures
  readonly tasks: Tasks
  readonly notices: Notices
  readonly originals: Originals
  readonly externals: Externals
  readonly moments: Moments
  readonly audit: AuditLog
}

export function prepareTables(db: Connection, secrets: Secrets): Tables {
  const keys = new CaseKeys(db)
  const events = new EventLog(db, keys)
  const payloads = new Payloads(db, events, secrets)
  const journal = new BlobJournal(db, secrets)
  const items = new Items(db)
  const papers = new Papers(db, keys, journal)
  return {
    keys,
    meta: new Meta(db),
    events,
    inbox: new Inbox(db, secrets),
    links: new Links(db),
    lineStory: new LineStory(db),
    lanes: new Lanes(db, payloads),
    payloads,
    neighbours: new CaseNeighbours(db, keys),
    requests: new Requests(db),
    seizureAsks: new SeizureAsks(db),
    journal,
    papers,
    erasures: new Erasures(db, keys, papers, secrets),
    applicants: new Applicants(db, keys, secrets),
    roster: new RosterChanges(db),
    itemOrgans: new OrgansOfItems(db),
    items,
    lists: new Lists(db),
    contents: new Contents(db, items),
    contentWants: new ContentWants(db),
    parcels: new Parcels(db),
    holdings: new Holdings(db),
    enrolments: new Enrolments(db),
    seizureProposals: new SeizureProposals(db),
    flags: new FlaggedActs(db),
    people: preparePeopleTables(db, secrets),
    drafts: new Drafts(db, secrets),
    consultations: new Consultations(db, secrets),
    signOffs: new SignOffs(db, secrets),
    reservedNumbers: new ReservedNumbers(db),
    catalogueWork: prepareWorkTables(db),
    cases: new Cases(db, keys, events),
    caseList: new CaseList(db),
    caseFigures: new CaseFigures(db),
    tasks: new Tasks(db),
    notices: new Notices(db),
    originals: new Originals(db, keys),
    externals: new Externals(db),
    moments: new Moments(db),
    audit: new AuditLog(db),
  }
}

/** After a rollback nothing kept in memory may be believed. */
export function forgetAll(tables: Tables): void {
  const { keys, meta, events, inbox, links, lineStory, payloads, lanes, neighbours, items, cases, lists, audit, papers } = tables
  const remembering = [keys, meta, events, inbox, links, lineStory, payloads, lanes, neighbours, items, cases, lists, audit]
  for (const table of remembering) table.forget()
  papers.forgetKeys()
}

/** The tables by name, as they are now: after an I/O error they are other objects. */
export abstract class TablesByName {
  protected abstract get tables(): Tables

  get meta(): Tables['meta'] {
    return this.tables.meta
  }

  get events(): Tables['events'] {
    return this.tables.events
  }

  get inbox(): Tables['inbox'] {
    return this.tables.inbox
  }

  get links(): Tables['links'] {
    return this.tables.links
  }

  /** When lines below came and went. */
  get lineStory(): Tables['lineStory'] {
    return this.tables.lineStory
  }

  get lanes(): Tables['lanes'] {
    return this.tables.lanes
  }

  get neighbours(): Tables['neighbours'] {
    return this.tables.neighbours
  }

  get requests(): Tables['requests'] {
    return this.tables.requests
  }

  get seizureAsks(): Tables['seizureAsks'] {
    return this.tables.seizureAsks
  }

  get papers(): Tables['papers'] {
    return this.tables.papers
  }

  /** Cases whose papers were erased here. */
  get erasures(): Tables['erasures'] {
    return this.tables.erasures
  }

  /** Who applies, for finding cases by people. */
  get applicants(): Tables['applicants'] {
    return this.tables.applicants
  }

  get roster(): Tables['roster'] {
    return this.tables.roster
  }

  /** Enrolment codes, and the machines this gateway admitted. */
  get enrolments(): Tables['enrolments'] {
    return this.tables.enrolments
  }

  /** Seizures that wait for a second person. */
  get seizureProposals(): Tables['seizureProposals'] {
    return this.tables.seizureProposals
  }

  /** Verifiers and sessions of those who sign in here. */
  get people(): Tables['people'] {
    return this.tables.people
  }

  get items(): Tables['items'] {
    return this.tables.items
  }

  /** What publishers say is in force. */
  get lists(): Tables['lists'] {
    return this.tables.lists
  }

  get contents(): Tables['contents'] {
    return this.tables.contents
  }

  get contentWants(): Tables['contentWants'] {
    return this.tables.contentWants
  }

  get parcels(): Tables['parcels'] {
    return this.tables.parcels
  }

  get holdings(): Tables['holdings'] {
    return this.tables.holdings
  }

  get drafts(): Tables['drafts'] {
    return this.tables.drafts
  }

  /** 咨询登记. */
  get consultations(): Tables['consultations'] {
    return this.tables.consultations
  }

  /** 日清: days signed off. */
  get signOffs(): Tables['signOffs'] {
    return this.tables.signOffs
  }

  get reservedNumbers(): Tables['reservedNumbers'] {
    return this.tables.reservedNumbers
  }

  /** What happened to cases of a place on which day. */
  get moments(): Tables['moments'] {
    return this.tables.moments
  }

  /** Works, claims, delegations and surveys of the catalogue. */
  get catalogueWork(): Tables['catalogueWork'] {
    return this.tables.catalogueWork
  }

  /** States and heads of cases, for whoever appends. */
  get cases(): Tables['cases'] {
    return this.tables.cases
  }

  /** The same cases as lists and pages show them. */
  get flags(): Tables['flags'] {
    return this.tables.flags
  }

  get itemOrgans(): Tables['itemOrgans'] {
    return this.tables.itemOrgans
  }

  /** Sums for whoever looks over a whole jurisdiction. */
  get caseFigures(): Tables['caseFigures'] {
    return this.tables.caseFigures
  }

  get caseList(): Tables['caseList'] {
    return this.tables.caseList
  }

  get tasks(): Tables['tasks'] {
    return this.tables.tasks
  }

  get notices(): Tables['notices'] {
    return this.tables.notices
  }

  get originals(): Tables['originals'] {
    return this.tables.originals
  }

  get externals(): Tables['externals'] {
    return this.tables.externals
  }

  /** This site's audit log, and copies of those below it. */
  get audit(): Tables['audit'] {
    return this.tables.audit
  }
}
