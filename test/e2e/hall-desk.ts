import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import { MONDAY_MS, place } from '../../core/src/domain/case/world.testing.js'
import { blankMaterial } from '../../core/src/domain/catalogue/blank.js'
import type { ItemDraft } from '../../core/src/domain/item.js'
import type { RosterFact } from '../../core/src/domain/roster.js'
import { openApp, type TestApp } from '../../core/src/http/app.testing.js'
import type { LinkState } from '../../core/src/http/doors.js'
import { acting, application, demoItems, openCounter } from '../../core/src/site/counter.testing.js'
import { registerInstantly } from '../../core/src/site/intake/register.js'
import type { Receipt } from '../../core/src/site/intake/receipt.js'
import { randomHex } from '../../core/src/wire/hash.js'
import { enterFacts, givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'

/** A hall's own agent whose gateway has been away since 9:40; it can be stopped and started again. */
export interface HallDesk {
  readonly url: string
  readonly hall: () => TestApp
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** Its result is picked up later, against a paper that may follow. */
const card = {
  ...demoItems.find(({ id }) => id === 'instant'),
  ...{ id: 'card', name: '社保卡制发' },
  materials: [
    blankMaterial('id-card', '身份证'),
    { ...blankMaterial('photo', '照片'), originals: 0, copies: 1, necessity: 'later' },
  ],
} as ItemDraft

const OFFLINE_SINCE_MS = MONDAY_MS - 20 * 60_000

const links: readonly LinkState[] = [
  {
    ...{ peer: 'a', state: 'down', sinceMs: OFFLINE_SINCE_MS, reason: 'link/parent-unreachable', detail: '', linkId: null },
    ...{ session: 0, peerFacts: null, offset: null, lanes: [], drops: {}, lastHeardMs: OFFLINE_SINCE_MS },
    ...{ peerInMaintenance: false, nextDialMs: null },
  },
]

/** A branch of the county's hall on a machine of its own: a department's window that decides, and one that hands results out. */
const branch: readonly RosterFact[] = [
  { kind: 'place', place: place('a-branch', 'county', 'a-town', 'a-hall', { ...week(), codes: codes('371122') }) },
  { kind: 'person', person: { id: 'decider', name: '丁', phone: null, posts: [post('a-bureau')], active: true } },
  { kind: 'person', person: { id: 'window', name: '王', phone: null, posts: [post(null)], active: true } },
  account('decider', ['department-clerk', 'approver'], 'a-bureau'),
  account('window', ['window-clerk', 'outlet-clerk'], null),
]

/** Decided at the branch; its certificate lies there until somebody picks it up. */
export async function decided(desk: HallDesk, certificateNumber: string): Promise<Receipt> {
  const given = application({
    item: 'card',
    form: { reason: '参保' },
    materials: [{ material: 'id-card', paper: null, form: 'original', originals: 1, copies: 0 }],
  })
  const registration = {
    application: given,
    acting: acting('decider', 'a-branch', 'a-bureau'),
    requestId: randomHex(16),
    draft: null,
  }
  const result = { result: 'granted', document: null, certificateNumber, delivery: null } as const
  const done = await registerInstantly(desk.hall().site, registration, result)
  if (done.kind === 'refused') throw new Error(`${done.code} ${done.detail}`)
  return done.receipt
}

export async function openHallDesk(): Promise<HallDesk> {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  const folder = mkdtempSync(joinPath(tmpdir(), 'liandong-hall-'))
  const first = openApp('a-town', { folder, items: [...demoItems, card] })
  enterFacts(first.site, ...branch)
  for (const person of ['decider', 'window']) await givePassword(first.site, person, PASSWORD)
  await first.close()
  const { clock } = first
  const serve = async (port: number) => {
    const app = openApp('a-town', {
      counter: openCounter('a-town', { folder, clock }),
      pages,
      doors: { links: () => links },
      signsIn: true,
    })
    return { app, url: await app.app.listen({ host: '127.0.0.1', port }) }
  }
  let now: Awaited<ReturnType<typeof serve>> | null = await serve(0)
  const { url } = now
  const stop = async () => {
    now?.app.app.server.closeAllConnections()
    await now?.app.close()
    now = null
  }
  return {
    url,
    hall: () => {
      if (now === null) throw new Error('the agent is stopped')
      return now.app
    },
    stop,
    start: async () => {
      now = await serve(Number(new URL(url).port))
    },
    close: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function post(organ: string | null) {
  return { place: 'a-branch', organ }
}

function week() {
  const open = [{ fromMinute: 510, toMinute: 1020 }]
  return { hours: { week: [open, open, open, open, open, [], []], closures: [] } }
}

function codes(code: string) {
  return [{ code, from: '2020-01-01', to: null }]
}

function account(
  person: string,
  roles: readonly ('department-clerk' | 'approver' | 'window-clerk' | 'outlet-clerk')[],
  organ: string | null,
): RosterFact {
  const granted = roles.map((role) => ({ role, place: 'a-branch', organ }))
  return { kind: 'account', account: { person, login: person, roles: granted, state: 'active', credentialVersion: 1 } }
}
