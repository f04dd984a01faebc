import { Client, credentials, Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js'
import { createSecureContext } from 'node:tls'
import type { EndKeys } from './keys.js'

const path = '/bench.Raw/Frames'
const identity = (bytes: Buffer) => bytes
const codec = {
  requestSerialize: identity,
  requestDeserialize: identity,
  responseSerialize: identity,
  responseDeserialize: identity,
}
const limits = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 }

/** One bidirectional stream whose messages are bytes, with nothing of ours around them. */
export interface RawStream {
  send(frame: Buffer): void
  close(): void
}

/** Serves raw streams over mutual TLS on a free port of this machine; answers the port. */
export async function serveRaw(
  keys: EndKeys,
  onFrame: (frame: Buffer, answer: (frame: Buffer) => void) => void,
): Promise<number> {
  const server = new Server(limits)
  const definition = { path, requestStream: true, responseStream: true, ...codec } as const
  server.addService(
    { frames: definition },
    {
      frames: (call: ServerDuplexStream<Buffer, Buffer>) => {
        call.on('data', (frame: Buffer) => onFrame(frame, (reply) => call.write(reply)))
        call.on('end', () => call.end())
      },
    },
  )
  const pair = { private_key: Buffer.from(keys.key), cert_chain: Buffer.from(keys.certificate) }
  const secured = ServerCredentials.createSsl(Buffer.from(keys.authority), [pair], true)
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', secured, (error, port) => (error === null ? resolve(port) : reject(error)))
  })
}

/** Dials a raw stream over mutual TLS and resolves when the connection stands. */
export async function dialRaw(
  keys: EndKeys,
  port: number,
  onFrame: (frame: Buffer, stream: RawStream) => void,
): Promise<RawStream> {
  const context = createSecureContext({ ca: keys.authority, cert: keys.certificate, key: keys.key, minVersion: 'TLSv1.3' })
  const secured = credentials.createFromSecureContext(context, { checkServerIdentity: () => undefined })
  const client = new Client(`127.0.0.1:${port}`, secured, limits)
  await new Promise<void>((resolve, reject) => {
    client.waitForReady(Date.now() + 10_000, (error) => (error === undefined ? resolve() : reject(error)))
  })
  const call = client.makeBidiStreamRequest(path, identity, identity)
  const close = () => {
    call.end()
    client.close()
  }
  const stream: RawStream = { send: (frame) => void call.write(frame), close }
  call.on('data', (frame: Buffer) => onFrame(frame, stream))
  call.on('error', (error) => process.stderr.write(`raw stream: ${error.message}\n`))
  return stream
}
