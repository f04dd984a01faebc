import { randomBytes } from 'node:crypto'
import type { DemoSite } from '../world/world.js'
import { until } from '../world/until.js'
import type { AckBook } from './ack-book.js'
import { type Actor, Api, type CasePage, type Named, type Paper, Refused } from './api.js'
import type { Villager } from './applicants.js'
import { scan } from './scan.js'
import type { Trace } from './trace.js'

/** A case as the people in a story speak of it. */
export interface CaseRef {
  readonly caseId: string
  readonly number: string
}

/** What a villager wants, with the materials to scan. */
export interface Wish {
  readonly item: string
  readonly applicant: Villager
  readonly form: Readonly<Record<string, unknown>>
  readonly materials: readonly string[]
  /** 情形: the options chosen. */
  readonly answers?: readonly string[]
}

/** The same wish of many people; each brings one material. */
export interface BatchWish extends Pick<Wish, 'item' | 'form'> {
  readonly material: string
}

export interface DeskParts {
  readonly site: DemoSite
  /** The id is the login name too. */
  readonly person: { readonly id: string; readonly name: string }
  readonly password: string
  readonly book: AckBook
  readonly trace: Trace
}

interface Receipt extends CaseRef {
  readonly onlyHere: boolean
  readonly queryCode: string
}

type BatchRow =
  | { readonly kind: 'registered'; readonly receipt: Receipt }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }

type Act = { readonly act: string } & Readonly<Record<string, unknown>>

/** A person at a counter: does through the site's HTTP API what their page does, and writes down every acknowledgement. */
export class Desk {
  readonly api: Api
  readonly site: DemoSite
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.site = parts.site
    this.api = new Api(parts.site.url, this.actor)
  }

  /** The person sits down at the window of another organ they have a post for; answers that organ. */
  async sitFor(department: string): Promise<string> {
    const { organs } = await this.api.get<{ organs: readonly Named[] }>(`/api/organs?place=${this.site.place}`)
    const organ = organs.find(({ name }) => name.includes(department))
    if (organ === undefined) throw new Error(`${this.site.name} has no ${department}`)
    this.api.actFor(organ.id)
    return organ.id
  }

  /** Opens a draft, scans the materials into it and registers. */
  async register(wish: Wish, zh: string, en: string): Promise<CaseRef> {
    const { draft, application } = await this.#prepare(wish)
    const requestId = newId()
    const receipt = await this.api.post<Receipt>('/api/cases', { requestId, draft, application })
    this.#note(receipt.caseId, requestId, 'register', 'done')
    this.say(`${zh}(${receipt.number},查询码 ${receipt.queryCode})`, `${en}; query code ${receipt.queryCode}`)
    return receipt
  }

  /** Registers, decides and hands over in one act. */
  async registerInstantly(wish: Wish, zh: string, en: string): Promise<CaseRef> {
    const { draft, application } = await this.#prepare(wish)
    const requestId = newId()
    const delivery = { how: 'counter', receiver: 'applicant' }
    const decision = { result: 'granted', document: null, certificateNumber: null, delivery }
    const receipt = await this.api.post<Receipt>('/api/cases/instant', { requestId, draft, application, decision })
    this.#note(receipt.caseId, requestId, 'handle-instantly', 'done')
    this.say(`${zh}(${receipt.number},查询码 ${receipt.queryCode})`, `${en}; query code ${receipt.queryCode}`)
    return receipt
  }

  /** One item for many people, each with a scan of their own; every row is a case of its own. */
  async registerBatch({ item, form, material }: BatchWish, applicants: readonly Villager[]): Promise<readonly CaseRef[]> {
    const draft = await this.#openDraft(item, `集中办理 ${applicants.length} 人`, form)
    const rows = await Promise.all(
      applicants.map(async (applicant, index) => {
        const [paper] = await this.#scanInto(draft, [material])
        return { key: String(index + 1), content: { applicant, materials: [paper] } }
      }),
    )
    const batch = { requestId: newId(), draft, shared: { item, form }, rows }
    const answer = await this.api.post<{ rows: readonly BatchRow[] }>('/api/batches', batch)
    return answer.rows.map((row) => {
      if (row.kind !== 'registered') throw new Error(`a row of the batch was refused: ${row.code} ${row.detail}`)
      this.#note(row.receipt.caseId, null, 'register', 'done')
      return row.receipt
    })
  }

  /** Acts on a case; sent on by this site when another holds it. Without words it goes untold. */
  async act(ref: CaseRef, act: Act, zh?: string, en = ''): Promise<string> {
    const requestId = newId()
    const { kind } = await this.api.post<{ kind: 'done' | 'requested' }>(`/api/cases/${ref.caseId}/acts`, { requestId, act })
    this.#note(ref.caseId, requestId, act.act, kind)
    if (zh !== undefined) this.say(zh, kind === 'done' ? en : `${en} (request sent to the site that holds the case)`)
    return requestId
  }

  /** The same, tried again while papers, item or roster are on their way, as the page says it may be. */
  async actWhenPossible(ref: CaseRef, act: Act, zh?: string, en?: string): Promise<string> {
    return await until(`${act.act} on ${ref.number} at ${this.site.name}`, async () => {
      try {
        return await this.act(ref, act, zh, en)
      } catch (error) {
        if (error instanceof Refused && error.status === 503) return null
        throw error
      }
    })
  }

  /** Scans a page for a case that is registered already. */
  scanFor(ref: CaseRef): Promise<Paper> {
    return this.api.upload<Paper>(`/api/cases/${ref.caseId}/papers`, scan(), 'image/png')
  }

  page(ref: CaseRef): Promise<CasePage> {
    return this.api.get<CasePage>(`/api/cases/${ref.caseId}`)
  }

  /** Resolves when this site sees the case so. */
  async sees(ref: CaseRef, what: string, fits: (page: CasePage) => boolean): Promise<CasePage> {
    return await until(`${this.site.name} sees ${ref.number} ${what}`, async () => {
      const page = await this.page(ref).catch((error: unknown) => {
        if (error instanceof Refused && error.status === 404) return null
        throw error
      })
      return page !== null && fits(page) ? page : null
    })
  }

  seesStage(ref: CaseRef, stage: string): Promise<CasePage> {
    return this.sees(ref, stage, (page) => page.line.stage === stage)
  }

  get actor(): Actor {
    const { person, site, password } = this.#parts
    return { login: person.id, place: site.place, password }
  }

  say(zh: string, en: string): void {
    const { site, person, trace } = this.#parts
    trace.step(`${site.name} ${person.name}`, zh, en)
  }

  async #prepare({ item, applicant, form, materials, answers = [] }: Wish) {
    const draft = await this.#openDraft(item, `${applicant.person.name} ${item}`, form)
    const given = await this.#scanInto(draft, materials)
    return { draft, application: { item, answers, applicant, form, materials: given } }
  }

  async #openDraft(item: string, title: string, form: Wish['form']): Promise<string> {
    const { id } = await this.api.post<{ id: string }>('/api/drafts', { item, title, content: { form } })
    return id
  }

  #scanInto(draft: string, materials: readonly string[]) {
    return Promise.all(
      materials.map(async (material) => {
        const paper = await this.api.upload<Paper>(`/api/drafts/${draft}/papers`, scan(), 'image/png')
        return { material, paper, form: 'scan', originals: 0, copies: 0 }
      }),
    )
  }

  #note(caseId: string, requestId: string | null, act: string, how: 'done' | 'requested'): void {
    this.#parts.book.note({ caseId, requestId, act, how, at: this.site.site })
  }
}

function newId(): string {
  return randomBytes(16).toString('hex')
}
