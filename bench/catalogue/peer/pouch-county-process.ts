import { createServer } from 'node:https'
import type { RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import { encodeItem } from '@liandong/core/wire/item.js'
import type { ItemVersion } from '@liandong/core/domain/item.js'
import type { EndKeys } from '../../floors/keys.js'
import { serve } from '../../harness/serve.js'
import { revisionsOf } from '../revisions.js'
import { countSockets, socketBytes } from '../socket-bytes.js'
import { CATALOGUE, type PullDatabase, type PullPouch } from './pouch.js'

export interface PouchCountyTask {
  readonly peers: string
  readonly folder: string
  readonly keys: EndKeys
  readonly items: number
}

type Express = () => RequestListener & { use(handler: unknown): void }

/** Longer than a run. */
const KEEP_ALIVE_MS = 600_000

let database: PullDatabase | null = null
let changes: readonly (readonly ItemVersion[])[] = []
let published = 0

/** CouchDB's protocol over PouchDB with the catalogue in it, over mutual TLS, answers compressed as express does. */
async function start({ peers, folder, keys, items }: PouchCountyTask): Promise<number> {
  countSockets()
  const require = createRequire(peers)
  const Pouch = (require('pouchdb') as PullPouch).defaults({ prefix: `${folder}/` })
  const revisions = revisionsOf(items)
  ;({ changes } = revisions)
  database = new Pouch(CATALOGUE)
  await database.bulkDocs(revisions.items.map(documentOf))
  const routes = require('express-pouchdb') as (pouch: PullPouch, options: object) => unknown
  const app = (require('express') as Express)()
  app.use(routes(Pouch, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: '/dev/null' }))
  const tls = { ca: keys.authority, cert: keys.certificate, key: keys.key }
  const server = createServer({ ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' }, app)
  // Stations keep their connections; one that the server closes while a request is on its way fails the peer.
  server.keepAliveTimeout = KEEP_ALIVE_MS
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** An item as a document: its own fields, so that what replicates is what a page would show. */
function documentOf(item: ItemVersion) {
  return { _id: item.id, item: JSON.parse(Buffer.from(encodeItem(item)).toString()) as unknown }
}

/** Writes the next change, each document over the one before; answers its revisions. */
async function publish(): Promise<readonly (readonly [string, string])[]> {
  if (database === null) throw new Error('not started')
  const documents = (changes[published] ?? []).map(documentOf)
  published += 1
  const rows = (await database.allDocs({ keys: documents.map(({ _id }) => _id), include_docs: true })).rows
  const current = new Map(rows.map(({ id, doc }) => [id, doc?._rev]))
  const written = await database.bulkDocs(documents.map((document) => ({ ...document, _rev: current.get(document._id) })))
  return (written as readonly { id: string; rev: string }[]).map(({ id, rev }) => [id, rev] as const)
}

serve({ start, publish, bytes: socketBytes })
