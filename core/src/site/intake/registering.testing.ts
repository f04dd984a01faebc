import { rmSync } from 'node:fs'
import { afterEach } from 'vitest'
import type { FieldProblem } from '../../wire/field-problems.js'
import { application, type Counter, newRequestId, openCounter, proxy } from '../counter.testing.js'
import { type Receipt } from './receipt.js'
import { type Registered, type Registration } from './register.js'

const open: Counter[] = []
/** Removed after each test, as the counters opened are closed. */
export const folders: string[] = []
afterEach(() => {
  for (const { store } of open.splice(0)) store.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A site that is closed after the test. */
export function counter(...args: Parameters<typeof openCounter>): Counter {
  const made = openCounter(...args)
  open.push(made)
  return made
}

/** What a counter sends. */
export function registration(changes: Partial<Registration> = {}): Registration {
  return { application: application(), acting: proxy, requestId: newRequestId(), draft: null, ...changes }
}

/** The receipt of what must have been registered. */
export function receiptOf(outcome: Registered): Receipt {
  if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
  return outcome.receipt
}

/** Which fields broke which rule. */
export function paths(problems: readonly FieldProblem[]): string[] {
  return problems.map(({ path, rule }) => `${path} ${rule}`)
}
