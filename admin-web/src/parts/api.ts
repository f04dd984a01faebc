import { isAttended } from './attention.js'
import type { Desk, Problem } from './shapes.js'

/** Who asks, and in which language the answer's words shall be. */
export interface Asking {
  readonly desk: Desk | null
  readonly language: string
  readonly signal?: AbortSignal
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: object
  /** A paper as it is, in place of a body. */
  readonly file?: Blob
  /** What a route asks to be told beside the body. */
  readonly headers?: Readonly<Record<string, string>>
  /** Goes out although the page is being left. */
  readonly keepalive?: boolean
  /** What only a page of this session knows; goes with each act. */
  readonly csrf?: string
}

/** A problem document, or null where the program did not answer at all. */
export class Refused extends Error {
  readonly problem: Problem | null

  constructor(problem: Problem | null, cause?: unknown) {
    super(problem?.title ?? 'no answer', { cause })
    this.problem = problem
  }
}

/** Nobody is signed in, or not any more. */
export function isSessionOver({ problem }: Refused): boolean {
  return problem?.code === 'session/none' || problem?.code === 'session/ended'
}

let onSessionOver: () => void = () => {}

/** One listener: the frame around all pages. */
export function listenForSessionEnd(listener: () => void): () => void {
  onSessionOver = listener
  return () => {
    onSessionOver = () => {}
  }
}

/** Longer than any answer takes; a program that hangs shall not look like one that works. */
const timeoutMs = 15_000

let actedMs = 0

/** When somebody here last did something that the program carried out; 0 before that. */
export function lastActedMs(): number {
  return actedMs
}

/** The page's only way to its program. */
export async function ask<Answer>(path: string, asking: Asking): Promise<Answer> {
  const response = await respond(path, asking)
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw refusal(answer)
  if ((asking.method ?? 'GET') !== 'GET') actedMs = Date.now()
  return answer as Answer
}

/** A paper of a case, as it is. */
export async function askFile(path: string, asking: Asking): Promise<Blob> {
  const response = await respond(path, asking)
  if (response.ok) return response.blob()
  throw refusal(await response.json().catch(() => null))
}

function refusal(answer: unknown): Refused {
  const refused = new Refused(answer as Problem | null)
  if (isSessionOver(refused)) onSessionOver()
  return refused
}

async function respond(path: string, asking: Asking): Promise<Response> {
  const { signal, method = 'GET', body, file, keepalive } = asking
  const deadline = passed(timeoutMs)
  return fetch(path, {
    method,
    headers: headersOf(asking),
    signal: signal === undefined ? deadline : either(signal, deadline),
    ...(keepalive === true && { keepalive }),
    ...(file !== undefined && { body: file }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw signal?.aborted === true ? error : new Refused(null, error)
  })
}

function headersOf({ desk, language, body, file, csrf, headers }: Asking): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-language': language,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(file !== undefined && { 'content-type': file.type === '' ? 'application/octet-stream' : file.type }),
    ...(csrf !== undefined && { 'x-csrf-token': csrf }),
    ...(!isAttended() && { 'x-unattended': 'yes' }),
    ...deskHeaders(desk),
    ...headers,
  }
}

/** At which of the person's posts it is asked. */
function deskHeaders(desk: Desk | null): Record<string, string> {
  if (desk === null) return {}
  const { place, organ } = desk
  const named = { 'x-place': place.id, ...(organ !== null && { 'x-organ': organ.id }) }
  return Object.fromEntries(Object.entries(named).map(([name, id]) => [name, encodeURIComponent(id)]))
}

/** `AbortSignal.timeout` and `any` are younger than the browsers of stations. */
function passed(afterMs: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), afterMs)
  return controller.signal
}

function either(...signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason)
    signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true })
  }
  return controller.signal
}
