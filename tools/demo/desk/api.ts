/** Who acts, as a page says it until people sign in. */
export interface Actor {
  readonly person: string
  readonly place: string
}

/** What a site answered to something it would not do. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string
  readonly status: number

  constructor(url: string, status: number, problem: Readonly<Record<string, unknown>>) {
    super(
      `${url}: ${status} ${String(problem['code'])} ${String(problem['title'])} (${String(problem['detail'])}) ${JSON.stringify(problem['errors'] ?? '')}`,
    )
    this.code = String(problem['code'])
    this.status = status
  }
}

/** Long enough for a commit on a busy disk; a page would not wait longer either. */
const answerMs = 15_000

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly mediaType?: string
}

/** One site's HTTP API as one person uses it. */
export class Api {
  readonly #url: string
  #headers: Readonly<Record<string, string>>

  constructor(url: string, actor: Actor) {
    this.#url = url
    this.#headers = { 'x-person': actor.person, 'x-place': actor.place }
  }

  /** From now on the person acts for that organ; without it for the one of their first post. */
  actFor(organ: string): void {
    this.#headers = { ...this.#headers, 'x-organ': organ }
  }

  get<T>(path: string): Promise<T> {
    return this.#call<T>(path, { method: 'GET' })
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>(path, { method: 'POST', body: JSON.stringify(body), mediaType: 'application/json' })
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>(path, { method: 'PUT', body: JSON.stringify(body), mediaType: 'application/json' })
  }

  /** Sends a file as it is. */
  upload<T>(path: string, content: Uint8Array<ArrayBuffer>, mediaType: string): Promise<T> {
    return this.#call<T>(path, { method: 'POST', body: content, mediaType })
  }

  async #call<T>(path: string, { mediaType, ...init }: Call): Promise<T> {
    const url = `${this.#url}${path}`
    const headers = { ...this.#headers, ...(mediaType !== undefined && { 'content-type': mediaType }) }
    const answer = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(answerMs) })
    const body = (await answer.json()) as unknown
    if (!answer.ok) throw new Refused(url, answer.status, body as Record<string, unknown>)
    return body as T
  }
}

/** What of a case's page the demonstration reads. */
export interface CasePage {
  readonly line: { readonly caseId: string; readonly number: string; readonly stage: string; readonly custodian: Named }
  readonly journey: {
    readonly stops: readonly { readonly site: Named }[]
    readonly waitsFor: readonly { readonly what: string }[]
  }
  readonly history: readonly HistoryEntry[]
  readonly setAside: readonly unknown[]
}

/** One event of a case. */
export interface HistoryEntry {
  readonly sequence: number
  readonly hash: string
  readonly body: { readonly type: string; readonly task?: string }
  readonly answer: { readonly requestId: string; readonly refusal: { readonly code: string } | null } | null
}

/** An id with its name of today. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** A paper as its upload answers. */
export interface Paper {
  readonly hash: string
  readonly sizeBytes: number
}
