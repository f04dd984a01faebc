import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startGrpcServer, type GrpcServer } from '@liandong/core/transport/grpc-server.js'
import { TestNetwork } from '../../core/src/transport/keys.testing.js'

const run = promisify(execFile)
const program = fileURLToPath(new URL('programs/dial-once.ts', import.meta.url))

let network: TestNetwork
let server: GrpcServer
let heard: string[]
beforeEach(async () => {
  network = await TestNetwork.make()
  await network.tlsOf('station')
  heard = []
  server = await startGrpcServer({
    address: '127.0.0.1:0',
    tls: await network.tlsOf('city'),
    contracts: null,
    onPair: (peer, { messages }) =>
      messages.onFrame((frame) => {
        heard.push(`${peer} ${Buffer.from(frame).toString()}`)
        messages.close('heard')
      }),
  })
})
afterEach(async () => {
  await server.close()
  network[Symbol.dispose]()
})

/** Timers go on by true time: only the date is wrong, as with an empty battery. */
const env = { ...process.env, FAKETIME_DONT_FAKE_MONOTONIC: '1' }

describe('a station whose clock is wrong', () => {
  it.each(['1970-01-02', '2009-01-01', '2099-12-31'])('connects though it believes in %s', async (date) => {
    const node = [process.execPath, '--conditions=source', '--import', 'tsx', program]
    const args = [`127.0.0.1:${server.port}`, network.folderOf('station')]
    await run('faketime', ['-f', `@${date} 12:00:00`, ...node, ...args], { env, timeout: 40_000 })
    expect(heard).toEqual([`station ${date.slice(0, 4)}`])
  })
})
