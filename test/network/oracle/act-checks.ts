import { sha256Hex } from '@liandong/core/wire/hash.js'
import { type Scene, type SeenCase, short } from './scene.js'
import { type Act, useOf, usesIn } from './witness.js'

/** What is not found where it should be, and exceptions by name. */
export interface ActFindings {
  readonly violations: readonly string[]
  readonly lost: readonly string[]
  readonly setAside: readonly string[]
}

/** Body types of custody that is gone: nobody asks for them again, they are shown. */
const SHOWN_ONLY: ReadonlySet<string> = new Set([
  'registered',
  'submitted',
  'moved',
  'task-given',
  'site-joined',
  'supplement-asked',
  'due-reckoned',
  'seized',
  'request-refused',
])

/** Every acknowledged act is at every living site of its path, as an event or an outcome, or is an exception named here. */
export function checkActs(scene: Scene): ActFindings {
  const violations: string[] = []
  const lost: string[] = []
  const setAside: string[] = []
  for (const act of scene.witness.acts) {
    if (act.state === 'failed') violations.push(...presentThoughFailed(scene, act))
    if (act.state !== 'done' && act.state !== 'requested') continue
    const found = scene.isReached(act.site) || scene.network.isDead(act.site) ? locate(scene, act) : kept(scene, act)
    if (found === 'standing') continue
    const name = `${act.what} on case ${short(act.caseId)} at ${act.site} (request ${short(act.requestId)})`
    if (scene.witness.wasLost(act, scene.isReached)) lost.push(name)
    else if (found === 'set aside') setAside.push(name)
    else violations.push(`acknowledged and gone: ${name}: ${found}`)
  }
  return { violations, lost, setAside }
}

/** A form that failed may be sent again and succeed: then it is another act under the same id. */
function presentThoughFailed({ witness, cases }: Scene, act: Act): string[] {
  const others = witness.acts.filter(({ requestId }) => requestId === act.requestId)
  if (others.some(({ state }) => state !== 'failed' && state !== 'refused')) return []
  const seen = cases.get(act.caseId) ?? []
  const found = seen.find(({ rows }) => rows.some(({ event }) => event.answer?.requestId === act.requestId))
  return found === undefined ? [] : [`told that it failed, yet it is there: ${act.what} on case ${short(act.caseId)}`]
}

/** A site below a dead county goes on alone and keeps what it was told. */
function kept({ network }: Scene, act: Act): string {
  return usesIn(network.site(act.site).store).has(useOf(act)) ? 'standing' : `not at ${act.site}, which is alone`
}

/** `standing`, `set aside` (shown, and asked again where that is possible), or what is wrong. */
function locate(scene: Scene, act: Act): string {
  const seen = scene.cases.get(act.caseId) ?? []
  if (seen.length === 0) return 'no site holds the case'
  const waiting = reasonOfRequest(scene, act)
  if (waiting !== null) return waiting
  const lacking = seen.filter(({ state }) => !state.answers.has(act.requestId))
  if (lacking.length === 0) return 'standing'
  const unaware = lacking.filter((each) => rowAnswering(each, act.requestId) === null)
  if (unaware.length > 0) return `neither outcome nor row at ${unaware.map(({ site }) => site).join(', ')}`
  return askedAgain(scene, act, lacking)
}

function rowAnswering({ rows }: SeenCase, requestId: string) {
  return rows.find(({ event }) => event.answer?.requestId === requestId) ?? null
}

/** An open request counts as kept only while it waits somewhere with a reason; `checkRequests` judges the reason. */
function reasonOfRequest({ sites, witness }: Scene, act: Act): string | null {
  const own = sites.find(({ site }) => site === act.site)?.store.requests.find(act.requestId)
  if (own === null || own === undefined || own.state === 'answered') return null
  const isShared = own.code === 'request/other-body' && witness.isShared(act.requestId)
  return own.state === 'closed' && !isShared ? `closed: ${own.code}` : 'standing'
}

/** On a branch that no longer stands: shown, and asked for again exactly once by the site that wrote it, where it can. */
function askedAgain(scene: Scene, act: Act, seen: readonly SeenCase[]): string {
  const [first] = seen
  const row = first === undefined ? null : rowAnswering(first, act.requestId)
  if (first === undefined || row === null || first.standing.has(row.hash)) return 'in the log but not in its state'
  const { body, author } = row.event
  if (SHOWN_ONLY.has(body.type) || body.type === 'unknown') return 'set aside'
  const lives = (site: string) => scene.sites.find((each) => each.site === site)
  // Who asked by a request asks again itself; whose disk died asks nothing.
  if (act.state === 'requested')
    return lives(act.site) === undefined ? 'set aside' : `set aside, and not asked again by ${act.site}, which had asked`
  const writer = lives(author.site)
  if (writer === undefined) return 'set aside'
  const asked = askAgainId(row.hash)
  const isAsked = writer.store.requests.find(asked) !== null || first.state.answers.has(asked)
  return isAsked ? 'set aside' : `set aside and not asked again by ${author.site}`
}

/** Every outcome in a log was asked for by somebody who was told so, or whose process ended before the answer. */
export function checkStrangers({ cases, witness }: Scene): string[] {
  const filed = new Set(witness.acts.filter(({ state }) => state !== 'refused').map(({ requestId }) => requestId))
  return [...cases].flatMap(([caseId, [first]]) => {
    if (first === undefined) return []
    const asked = new Set(first.rows.map(({ hash }) => askAgainId(hash)))
    const strangers = first.rows
      .flatMap(({ event }) => event.answer?.requestId ?? [])
      .filter((id) => !filed.has(id) && !asked.has(id))
    return strangers.map((id) => `nobody was told of request ${short(id)}, which is in the log of case ${short(caseId)}`)
  })
}

export function countAskedAgain({ cases }: Scene): number {
  return [...cases].reduce((count, [, [first]]) => {
    const ids = new Set(first?.rows.map(({ hash }) => askAgainId(hash)))
    return count + [...(first?.state.answers.keys() ?? [])].filter((id) => ids.has(id)).length
  }, 0)
}

/** The id under which a site asks again for its own act on a branch set aside. */
function askAgainId(hash: string): string {
  return sha256Hex(`ask again:${hash}`).slice(0, 32)
}
