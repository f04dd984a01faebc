import { afterAll, beforeAll } from 'vitest'
import type { Channel } from '@liandong/core/link/channel.js'
import { grpcDialler } from '@liandong/core/transport/grpc-client.js'
import { startGrpcServer } from '@liandong/core/transport/grpc-server.js'
import type { SiteTls } from '@liandong/core/transport/tls.js'
import { TestNetwork } from '../../core/src/transport/keys.testing.js'
import { channelContract, type ChannelEnds } from './channel.js'

let network: TestNetwork
let parent: SiteTls
let child: SiteTls
beforeAll(async () => {
  network = await TestNetwork.make()
  ;[parent, child] = [await network.tlsOf('parent'), await network.tlsOf('child')]
})
afterAll(() => network[Symbol.dispose]())

channelContract('grpc', connect)

async function connect(): Promise<ChannelEnds> {
  const accepted: Channel[] = []
  const server = await startGrpcServer({
    address: '127.0.0.1:0',
    tls: parent,
    contracts: null,
    onPair: (_peer, { messages }) => accepted.push(messages),
  })
  const dialler = grpcDialler({ address: `127.0.0.1:${server.port}`, tls: child, parent: 'parent' })
  const pair = await dialler.dial(AbortSignal.timeout(10_000))
  const close = async (): Promise<void> => {
    dialler.close()
    await server.close()
  }
  return { child: pair.messages, parent: accepted[0] as Channel, close }
}
