import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { findPages } from '@liandong/core/http/pages/find-pages.js'
import type { Receipt } from '@liandong/core/site/intake/receipt.js'
import { MONDAY_MS } from '../../core/src/domain/case/world.testing.js'
import { asClerk, asProxy, openApp, type TestApp } from '../../core/src/http/app.testing.js'
import type { LinkState } from '../../core/src/http/doors.js'
import { application, newRequestId, openCounter } from '../../core/src/site/counter.testing.js'
import { carry, join } from '../../core/src/site/lines.testing.js'
import { givePassword, PASSWORD } from '../../core/src/site/people/people.testing.js'

/** A village's agent over files of its own, offline since 9:40, with a notice to tell; it can be stopped and started again. */
export interface VillageDesk {
  readonly url: string
  /** The case whose acceptance somebody is to be told of. */
  readonly noticed: Receipt
  readonly village: () => TestApp
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

const OFFLINE_SINCE_MS = MONDAY_MS - 20 * 60_000

const links: readonly LinkState[] = [
  {
    ...{ peer: 'a', state: 'down', sinceMs: OFFLINE_SINCE_MS, reason: 'link/parent-unreachable', detail: '', linkId: null },
    ...{ session: 0, peerFacts: null, offset: null, lanes: [], drops: {}, lastHeardMs: OFFLINE_SINCE_MS },
    ...{ peerInMaintenance: false, nextDialMs: null },
  },
]

export async function openVillageDesk(): Promise<VillageDesk> {
  const pages = findPages()
  if (pages === null) throw new Error('the page is not built: node tools/setup.mjs')
  const folder = mkdtempSync(joinPath(tmpdir(), 'liandong-desk-'))
  const [first, county] = [openApp('a-village', { folder }), openApp('a')]
  join(first.site, county.site)
  const noticed = await registered(first)
  carry([first.site, county.site])
  await act(county, asClerk, noticed, { act: 'accept' })
  carry([first.site, county.site])
  await givePassword(first.site, 'proxy', PASSWORD)
  await county.close()
  await first.close()
  const { clock } = first
  const serve = async (port: number) => {
    const counter = openCounter('a-village', { folder, clock })
    const app = openApp('a-village', { counter, pages, doors: { links: () => links }, signsIn: true })
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
    noticed,
    village: () => {
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

async function registered(village: TestApp): Promise<Receipt> {
  const body = { requestId: newRequestId(), application: application() }
  const receipt = (await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
  await act(village, asProxy, receipt, { act: 'submit' })
  return receipt
}

async function act(app: TestApp, who: typeof asProxy, { caseId }: Receipt, what: object): Promise<void> {
  const { status, body } = await app.call(who, 'POST', `/api/cases/${caseId}/acts`, { requestId: newRequestId(), act: what })
  if (status !== 200) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`)
}
