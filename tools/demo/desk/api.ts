/** Who signs in, and where they sit. */
export interface Actor {
  readonly login: string
  readonly place: string
  readonly password: string
}

/** What a site answered to something it would not do. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string
  readonly status: number
  readonly problem: Readonly<Record<string, unknown>>

  constructor(url: string, status: number, problem: Readonly<Record<string, unknown>>) {
    super(
      `${url}: ${status} ${String(problem['code'])} ${String(problem['title'])} (${String(problem['detail'])}) ${JSON.stringify(problem['errors'] ?? '')}`,
    )
    this.code = String(problem['code'])
    this.status = status
    this.problem = problem
  }
}

/** Long enough for a commit on a busy disk; a page would not wait longer either. */
const answerMs = 15_000

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly mediaType?: string
}

/** What a browser keeps of a session. */
interface Session {
  readonly cookie: string
  readonly 'x-csrf-token': string
}

/** A site that has no accounts yet, or not yet this one: asked again so seldom that nobody is taken for a guesser. */
const firstWaitMs = 500

const rosterLooks = 20

interface Start {
  readonly rosterVersion: number
  readonly site: { readonly tier: string }
}

/** One site's HTTP API as one person uses it, who signs in with the first request. */
export class Api {
  readonly #url: string
  readonly #actor: Actor
  readonly #desk: Record<string, string>
  #session: Promise<Session> | null = null
  #machine = ''
  #waitMs = firstWaitMs
  #notBeforeMs = 0
  #refused: unknown = null

  constructor(url: string, actor: Actor) {
    this.#url = url
    this.#actor = actor
    this.#desk = { 'x-place': actor.place }
  }

  /** From now on the person acts for that organ; without it for the one of their first post. */
  actFor(organ: string): void {
    this.#desk['x-organ'] = organ
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

  /** The answer, whatever it is. */
  async try<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<{ readonly status: number; readonly body: T }> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), mediaType: 'application/json' }
    try {
      const answer = await this.#answer(path, { method, ...sent })
      return { status: answer.status, body: (await answer.json()) as T }
    } catch (error) {
      if (error instanceof Refused) return { status: error.status, body: error.problem as T }
      throw error
    }
  }

  /** Sends a file as it is. */
  upload<T>(path: string, content: Uint8Array<ArrayBuffer>, mediaType: string): Promise<T> {
    return this.#call<T>(path, { method: 'POST', body: content, mediaType })
  }

  async #call<T>(path: string, call: Call): Promise<T> {
    return (await (await this.#answer(path, call)).json()) as T
  }

  async #answer(path: string, call: Call): Promise<Response> {
    try {
      return await this.#fetch(path, call, { ...this.#desk, ...(await this.#signedIn()) })
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'session/ended') throw error
      this.#session = null
      return await this.#fetch(path, call, { ...this.#desk, ...(await this.#signedIn()) })
    }
  }

  #signedIn(): Promise<Session> {
    if (this.#session === null) {
      this.#session = this.#signIn()
      this.#session.catch(() => (this.#session = null))
    }
    return this.#session
  }

  async #signIn(): Promise<Session> {
    if (performance.now() < this.#notBeforeMs) throw this.#refused
    const { login, password } = this.#actor
    await this.#rosterArrived()
    const body = JSON.stringify({ login, password })
    const headers = { ...(this.#machine !== '' && { cookie: this.#machine }) }
    try {
      const answer = await this.#fetch('/api/session', { method: 'POST', body, mediaType: 'application/json' }, headers)
      const cookies = answer.headers.getSetCookie().map((each) => each.slice(0, each.indexOf(';')))
      this.#machine = cookies.find((each) => each.startsWith('liandong_machine=')) ?? this.#machine
      const { csrf } = (await answer.json()) as { readonly csrf: string }
      this.#waitMs = firstWaitMs
      return { cookie: cookies.join('; '), 'x-csrf-token': csrf }
    } catch (error) {
      this.#refused = error
      this.#notBeforeMs = performance.now() + this.#waitMs
      this.#waitMs *= 2
      throw error
    }
  }

  /** While the roster of a site below still grows, the person’s account may be on its way: trying would look like guessing. */
  async #rosterArrived(): Promise<void> {
    let seen = -1
    for (let look = 0; look < rosterLooks; look += 1) {
      const start = (await (await this.#fetch('/start.json', { method: 'GET' }, {})).json()) as Start
      if (start.rosterVersion > 0 && (start.site.tier === 'city' || start.rosterVersion === seen)) return
      seen = start.rosterVersion
      await new Promise((resolve) => setTimeout(resolve, firstWaitMs))
    }
    throw new Refused(this.#url, 503, { code: 'roster/behind' })
  }

  async #fetch(path: string, { mediaType, ...init }: Call, more: Readonly<Record<string, string>>): Promise<Response> {
    const url = `${this.#url}${path}`
    const headers = { ...more, ...(mediaType !== undefined && { 'content-type': mediaType }) }
    const answer = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(answerMs) })
    if (!answer.ok) throw new Refused(url, answer.status, (await answer.json()) as Record<string, unknown>)
    return answer
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
