import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeKeys } from '../floors/keys.js'
import { startChild } from '../harness/child.js'
import type { Contestant } from '../harness/contest.js'
import { withFolder } from '../harness/temp.js'
import { whileMeasured } from '../harness/usage.js'
import { fetchPeers } from './fetch-peers.js'

/** What a reader must know of the peer. */
export const POUCH_NOTE =
  'PouchDB 9.0.0 pushes to express-pouchdb 4.2.0 over mutual TLS; it does not sync to disk before it answers'

/** The same documents from an edge to a county by CouchDB's replication. */
export function pouchBacklog(metrics: readonly string[], count: number): Contestant {
  return () =>
    withFolder(async (folder) => {
      const peers = fetchPeers()
      const keys = await makeKeys('edge', 'county')
      await using county = startChild(new URL('./pouch-county-process.js', import.meta.url))
      await using edge = startChild(new URL('./pouch-edge-process.js', import.meta.url))
      const [countyFolder, edgeFolder] = [join(folder, 'county'), join(folder, 'edge')]
      await Promise.all([mkdir(countyFolder), mkdir(edgeFolder)])
      const port = await county.ask<number>('start', { peers, folder: countyFolder, keys: keys.county })
      await edge.ask('fill', { peers, folder: edgeFolder, keys: keys.edge, count })
      const { result, usage } = await whileMeasured({ edge: edge.pid, county: county.pid }, () =>
        edge.ask<{ seconds: number; missing: number }>('send', port),
      )
      const perSecond = count / result.seconds
      return { values: Object.fromEntries(metrics.map((name) => [name, perSecond])), usage, missing: result.missing }
    })
}
