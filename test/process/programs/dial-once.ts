import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { loadSiteTls } from '@liandong/core/transport/tls.js'

/** Dials the address given with the keys in the folder given, sends the year of its clock, and waits to be let go. */
const [address = '', folder = ''] = process.argv.slice(2)
const dialler = grpcDialler({ address, tls: loadSiteTls(folder), parent: 'city' })
try {
  const { messages } = await dialler.dial(AbortSignal.timeout(20_000))
  messages.onClose(() => dialler.close())
  messages.send(Buffer.from(`${new Date().getUTCFullYear()}`))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
