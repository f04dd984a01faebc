import type { EndKeys } from '../floors/keys.js'

/** A station's site and what it shows. */
export interface StationKeys extends EndKeys {
  readonly site: string
}

/** What a gateway is started with. */
export interface GatewayTask {
  readonly folder: string
  readonly keys: EndKeys
  readonly stations: readonly StationKeys[]
}

/** How the stations come back: `raw` waits for one byte of a bare TLS server, `dial` for a gateway that has let the station in. */
export interface ReturnTask {
  readonly port: number
  readonly how: 'raw' | 'dial'
  readonly stations: readonly StationKeys[]
}

/** Milliseconds from the first connection until the last station's handshake, and until the last one's dial was answered. */
export interface Returned {
  readonly handshakesMs: number
  readonly dialsMs: number
  /** Stations that were not let in. */
  readonly missing: number
}
