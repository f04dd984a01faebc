import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { serve } from '../harness/serve.js'
import type { GatewayTask } from './tasks.js'

/** The least: a TLS server that demands a certificate of the same authority and says one byte to whoever has one. */
async function start({ keys: { authority, certificate, key } }: GatewayTask): Promise<number> {
  const options = {
    ca: authority,
    cert: certificate,
    key,
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: true,
  } as const
  const server = createServer(options, (socket) => {
    socket.on('error', () => {})
    socket.write('.')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

serve({ start })
