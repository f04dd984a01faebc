import type { Desk, Problem } from './shapes.js'

/** Who asks, and in which language the answer's words shall be. */
export interface Asking {
  readonly desk: Desk | null
  readonly language: string
  readonly signal?: AbortSignal
}

/** A problem document, or null where the program did not answer at all. */
export class Refused extends Error {
  readonly problem: Problem | null

  constructor(problem: Problem | null, cause?: unknown) {
    super(problem?.title ?? 'no answer', { cause })
    this.problem = problem
  }
}

/** Longer than any answer takes; a program that hangs shall not look like one that works. */
const timeoutMs = 15_000

/** The page's only way to its program. */
export async function ask<Answer>(path: string, { desk, language, signal }: Asking): Promise<Answer> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const headers = { accept: 'application/json', 'accept-language': language, ...actingHeaders(desk) }
  const response = await fetch(path, { headers, signal: signal === undefined ? deadline : either(signal, deadline) }).catch(
    (error: unknown) => {
      throw signal?.aborted === true ? error : new Refused(null, error)
    },
  )
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new Refused(body as Problem | null)
  return body as Answer
}

function actingHeaders(desk: Desk | null): Record<string, string> {
  if (desk === null) return {}
  const { person, place, organ } = desk
  const named = { 'x-person': person.id, 'x-place': place.id, ...(organ !== null && { 'x-organ': organ.id }) }
  return Object.fromEntries(Object.entries(named).map(([name, id]) => [name, encodeURIComponent(id)]))
}

/** `AbortSignal.any` is younger than the browsers of stations. */
function either(...signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason)
    signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true })
  }
  return controller.signal
}
