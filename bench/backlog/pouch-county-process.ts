import { createServer } from 'node:https'
import { createRequire } from 'node:module'
import type { RequestListener } from 'node:http'
import { serve } from '../harness/serve.js'
import type { Pouch, PouchCountyTask } from './pouch.js'

type Express = () => RequestListener & { use(handler: unknown): void }

/** What a county would run: CouchDB's protocol over PouchDB, only the routes replication needs, over mutual TLS. */
function start({ peers, folder, keys }: PouchCountyTask): Promise<number> {
  const require = createRequire(peers)
  const pouch = (require('pouchdb') as Pouch).defaults({ prefix: `${folder}/` })
  const routes = require('express-pouchdb') as (pouch: Pouch, options: object) => unknown
  const app = (require('express') as Express)()
  // Answers are not compressed: on one machine that only costs the peer time.
  app.use(
    routes(pouch, {
      mode: 'minimumForPouchDB',
      overrideMode: { exclude: ['compression'] },
      inMemoryConfig: true,
      logPath: '/dev/null',
    }),
  )
  const tls = { ca: keys.authority, cert: keys.certificate, key: keys.key }
  const server = createServer({ ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' }, app)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

serve({ start })
