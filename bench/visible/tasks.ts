import type { EndKeys } from '../floors/keys.js'

/** What every process of ours is started with. */
export interface SiteTask {
  readonly folder: string
  readonly keys: EndKeys
}

/** A gateway's end of the bus. */
export interface BusTask extends SiteTask {
  readonly nats: string
  readonly busKeys: string
}

/** A site that dials its parent on this port. */
export interface DialTask {
  readonly parentPort: number
}
