import type { Clock } from '@liandong/core/runtime/clock.js'
import type { Store, StoreSnapshot } from '@liandong/core/store/store.js'
import { MemoryLine } from '@liandong/core/transport/memory-line.js'
import type { Build } from './builds/build.js'
import { currentBuild } from './builds/current.js'
import type { Random } from './random.js'
import { SimClock } from './sim-clock.js'
import type { SimSite } from './sim-site.js'

export interface SiteShape {
  readonly id: string
  readonly parent: string | null
  readonly tier: 'city' | 'county' | 'edge'
}

/** A site of the network: what outlives its processes, and the process that runs, if one does. */
export interface Member {
  readonly shape: SiteShape
  readonly line: MemoryLine | null
  readonly clock: SimClock
  build: Build
  /** Pages the disk has room for; null for plenty. */
  maxPages: number | null
  windowMessages: number | undefined
  /** For how long what was acknowledged stays in a lane; null for ever. */
  retentionMs: number | null
  store: Store | null
  /** What the disk holds while no process runs; null before the first start, and for ever once the disk is dead. */
  disk: StoreSnapshot | null
  running: SimSite | null
  stopDialling: AbortController | null
  isDead: boolean
}

/** A site before its first start. */
export function newMember(shape: SiteShape, clock: Clock, faults: Random): Member {
  const line = shape.parent === null ? null : new MemoryLine({ clock, random: () => faults.next() })
  return {
    shape,
    line,
    clock: new SimClock(clock),
    build: currentBuild,
    maxPages: null,
    windowMessages: undefined,
    retentionMs: null,
    store: null,
    disk: null,
    running: null,
    stopDialling: null,
    isDead: false,
  }
}

/** Of SQLite's header: the size of the file in pages. */
export function pagesIn(database: Buffer): number {
  return database.readUInt32BE(28)
}
