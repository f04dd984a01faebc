import type { Clock } from '../../runtime/clock.js'
import { loop, type LoopFailure } from '../../runtime/loop.js'
import type { Scope } from '../../runtime/scope.js'
import { asksAside, takeAside } from '../../site/contents/aside.js'
import type { Site } from '../../site/site.js'
import { fetchPacks, type SnapshotSource } from './fetch.js'

export interface FetchingOptions {
  readonly site: Site
  readonly source: SnapshotSource
  readonly clock: Clock
  readonly onFailure: (failure: LoopFailure) => void
}

/** A look into an empty table. */
const LOOK_EVERY_MS = 1_000

/** Fetches, until the scope closes, what the site asks its parent for beside the lanes; each pack is committed as it comes. */
export function keepFetching({ site, source, clock, onFailure }: FetchingOptions, scope: Pick<Scope, 'add'>): void {
  const stop = new AbortController()
  const step = async (signal: AbortSignal) => {
    for (let due = asksAside(site); due !== null && !signal.aborted; due = asksAside(site)) {
      const { peer, asks } = due
      const take = (index: number, pack: Uint8Array) => {
        const ask = asks[index]
        if (ask !== undefined) takeAside(site, peer, ask.row, pack)
      }
      await fetchPacks(
        source,
        asks.map(({ payload }) => payload),
        take,
        signal,
      )
    }
  }
  const running = loop({ name: 'snapshots', signal: stop.signal, step, pauseMs: LOOK_EVERY_MS, onFailure, clock })
  scope.add('snapshots', async () => {
    stop.abort()
    await running
  })
}
