import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** Where the city that stays up is found: nothing well known lies here, and no outgoing connection takes these. */
const firstPort = 17_100

/** The same ports at every start, so that addresses noted yesterday still hold. */
export function fixedPorts(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => firstPort + index)
}

/** Ports nobody uses now; all are held open until the last is known, so that none is given twice. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
