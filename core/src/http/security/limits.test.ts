import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { asProxy, openApp, type TestApp } from '../app.testing.js'
import { boundConnections } from './server.js'

const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

function village(): TestApp {
  const app = openApp('a-village')
  open.push(app)
  return app
}

const from = (remoteAddress: string) => ({ remoteAddress })

describe('an address that asks without end', () => {
  test('is told when to come again, in words, while others are served', async () => {
    const app = village()
    const ask = (address: string) => app.call(null, 'POST', '/api/drafts', {}, from(address))
    const answers = []
    while (answers.length < 1_000 && answers.at(-1)?.status !== 429) answers.push(await ask('10.1.1.1'))
    expect(answers.at(-1)?.body).toMatchObject({ code: 'http/too-many', title: '操作过于频繁', next: '请稍等片刻再试' })
    expect(Number(answers.at(-1)?.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('10.1.1.2')).status).not.toBe(429)
    expect((await app.call(null, 'GET', '/api/items', undefined, from('10.1.1.1'))).status).not.toBe(429)
  })

  test('is one line of the log, not one for each of its requests', async () => {
    const app = village()
    for (let asked = 0; asked < 500; asked += 1) await app.call(null, 'POST', '/api/drafts', {}, from('10.1.1.1'))
    const told = app.log.lines().filter(({ code, level }) => code === 'http/too-many' && level !== 'debug')
    expect(told).toMatchObject([{ address: '10.1.1.1', level: 'warn' }])
  })

  test('counts the addresses of one household of IPv6 as one', async () => {
    const app = village()
    const answers = []
    for (let asked = 0; asked < 410; asked += 1)
      answers.push(await app.call(null, 'POST', '/api/drafts', {}, from(`2001:db8::${asked.toString(16)}`)))
    expect(answers.at(-1)?.status).toBe(429)
  })

  test('is never the desk at this machine', async () => {
    const app = village()
    const draft = () => app.call(asProxy, 'POST', '/api/drafts', { item: 'permit', title: '', content: {} })
    for (let asked = 0; asked < 450; asked += 1) expect((await draft()).status).toBe(201)
  })
})

describe('uploads', () => {
  test('beyond what memory holds are told to come again before they are read; then there is room again', async () => {
    const app = village()
    const { port } = new URL(await app.app.listen({ port: 0, host: '127.0.0.1' }))
    const head = [
      `POST /api/drafts/${'0'.repeat(32)}/papers HTTP/1.1`,
      'Host: here',
      'X-Said-To-Be: proxy',
      'X-Place: a-station',
      'Content-Type: image/png',
      `Content-Length: ${50 * 1024 * 1024}`,
    ]
    const sockets = Array.from({ length: 3 }, () => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.write(`${head.join('\r\n')}\r\n\r\n`)
      return socket
    })
    const fourth = () =>
      app.call(asProxy, 'POST', `/api/drafts/${'0'.repeat(32)}/papers`, Buffer.alloc(100), {
        headers: { 'content-type': 'image/png' },
      })
    await expect.poll(async () => (await fourth()).status, { timeout: 10_000 }).toBe(429)
    for (const socket of sockets) socket.destroy()
    await expect.poll(async () => (await fourth()).status, { timeout: 10_000 }).not.toBe(429)
  })
})

describe('connections', () => {
  test('beyond what one address may open are closed, others stand', async () => {
    const app = village()
    const { port } = new URL(await app.app.listen({ port: 0, host: '127.0.0.1' }))
    boundConnections(app.app.server, { inAll: 100, perAddress: 2, newPerAddress: 50 })
    const dial = (localAddress: string) => connect({ port: Number(port), host: '127.0.0.1', localAddress })
    const sockets = [dial('127.0.0.7'), dial('127.0.0.7'), dial('127.0.0.7'), dial('127.0.0.8')]
    const closed = sockets.map(() => false)
    for (const [at, socket] of sockets.entries()) socket.on('error', () => {}).on('close', () => (closed[at] = true))
    await expect.poll(() => closed.filter(Boolean).length, { timeout: 10_000 }).toBe(1)
    expect(closed.at(-1)).toBe(false)
    for (const socket of sockets) socket.destroy()
  })

  test('with a head beyond 16 KiB are refused in words', async () => {
    const app = village()
    const { port } = new URL(await app.app.listen({ port: 0, host: '127.0.0.1' }))
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`GET / HTTP/1.1\r\nHost: here\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`),
    )
    expect(Buffer.concat(await socket.toArray()).toString()).toMatch(/^HTTP\/1\.1 413[^]*"code":"input\/too-large"/)
  })
})
