import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** Speaks as much of the protocol as a client needs to see which version it met. */
export async function oldNatsServer(version: string) {
  const info = JSON.stringify({ server_id: 'old', version, headers: true, max_payload: 1_048_576, jetstream: true })
  const server = createServer((socket) => {
    socket.on('error', () => {}).write(`INFO ${info}\r\n`)
    socket.on('data', (data) => data.includes('PING') && socket.write('PONG\r\n'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
