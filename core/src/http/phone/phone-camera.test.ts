import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { captureLog } from '../../runtime/captured-log.js'
import { ManualClock } from '../../runtime/manual-clock.js'
import { deskFiles, makeDesk } from '../../site/desk/own.js'
import { jpegOf } from '../security/papers.testing.js'
import { type Awaited, PhoneCamera, type PhoneSecurity } from './phone-camera.js'

const picture = jpegOf(40, 30)
let folder: string
let security: PhoneSecurity
let clock: ManualClock
let camera: PhoneCamera
let addresses: readonly string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-phone-'))
  await makeDesk({ keysFolder: folder, names: ['127.0.0.1'], authority: null }, null, Date.now())
  const { certificate, key } = deskFiles(folder)
  const context = { cert: readFileSync(certificate), key: readFileSync(key) }
  security = { context, fingerprint: 'AB:CD', isGiven: false }
})
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(() => {
  clock = new ManualClock(1_000_000)
  addresses = ['127.0.0.1']
  const parts = { addresses: () => addresses, security: async () => security, clock, logger: captureLog().logger }
  camera = new PhoneCamera({ ...parts, port: 0 })
})
afterEach(() => camera.stop())

/** What a phone's browser sends; null where nobody listens. */
function say(to: Awaited, method: 'GET' | 'POST', path: string, body?: Buffer, code = codeOf(to)): Promise<number | null> {
  return new Promise((resolve) => {
    const url = new URL(path, to.address)
    const headers = { 'x-code': code, ...(body !== undefined && { 'content-length': body.length }) }
    const call = request(url, { method, headers, rejectUnauthorized: false }, (answer) => {
      answer.resume()
      answer.on('close', () => resolve(answer.statusCode ?? 0))
    })
    call.on('error', () => resolve(null))
    call.end(body)
  })
}

const codeOf = ({ address }: Awaited) => new URL(address).hash.slice(1)

describe('the door for phones', () => {
  test('stands open only while somebody at a desk waits, and is shut as soon as the picture is there', async () => {
    expect(camera.isOpen).toBe(false)
    const asked = await camera.ask('proxy', '权属证明')
    expect([camera.isOpen, camera.stateOf(asked.id, 'proxy')]).toEqual([true, 'waiting'])
    expect(await say(asked, 'GET', '/')).toBe(200)
    expect(await say(asked, 'GET', '/ticket')).toBe(200)
    expect(camera.stateOf(asked.id, 'proxy')).toBe('opened')
    expect(await say(asked, 'POST', '/picture', picture)).toBe(204)
    expect([camera.isOpen, camera.stateOf(asked.id, 'proxy')]).toEqual([false, 'arrived'])
    expect(camera.take(asked.id, 'proxy')).toMatchObject({ mediaType: 'image/jpeg', content: picture })
    expect(() => camera.take(asked.id, 'proxy')).toThrow(expect.objectContaining({ code: 'phone/over' }))
    expect(await say(asked, 'GET', '/')).toBeNull()
  })

  test('takes one picture for a code, and none for a code that is over', async () => {
    const [first, second] = [await camera.ask('proxy', '甲'), await camera.ask('proxy', '乙')]
    expect(await say(first, 'POST', '/picture', picture)).toBe(204)
    expect(await say(first, 'POST', '/picture', picture)).toBe(410)
    camera.cancel(second.id, 'proxy')
    expect(await say(second, 'POST', '/picture', picture)).toBeNull()
  })

  test('is shut after ten minutes, and with the program', async () => {
    const late = await camera.ask('proxy', '甲')
    clock.advance(10 * 60_000)
    expect([camera.isOpen, camera.stateOf(late.id, 'proxy')]).toEqual([false, 'over'])
    expect(await say(late, 'POST', '/picture', picture)).toBeNull()
    const last = await camera.ask('proxy', '乙')
    await camera.stop()
    expect([camera.isOpen, await say(last, 'GET', '/')]).toEqual([false, null])
    await expect(camera.ask('proxy', '丙')).rejects.toThrow(expect.objectContaining({ code: 'phone/over' }))
  })

  test('takes pictures alone, looked at as every upload is, and gives out nothing but its page', async () => {
    const asked = await camera.ask('proxy', '甲')
    expect(await say(asked, 'POST', '/picture', Buffer.from('%PDF-1.4 a page'))).toBe(415)
    expect(await say(asked, 'POST', '/picture', Buffer.from('<script>alert(1)</script>'))).toBe(415)
    expect(await say(asked, 'POST', '/picture', jpegOf(60_000, 60_000))).toBe(415)
    expect([413, null]).toContain(await say(asked, 'POST', '/picture', Buffer.alloc(13 * 1024 * 1024)))
    for (const path of ['/picture', '/api/cases', '/../etc/passwd', '/start.json', '/assets/'])
      expect([path, await say(asked, 'GET', path)]).toEqual([path, 404])
    expect(camera.stateOf(asked.id, 'proxy')).toBe('waiting')
    expect(await say(asked, 'POST', '/picture', picture)).toBe(204)
  })

  test('is shut for all when somebody tries codes', async () => {
    const asked = await camera.ask('proxy', '甲')
    for (let guess = 0; guess < 20; guess += 1) expect(await say(asked, 'POST', '/picture', picture, `GUESS${guess}`)).toBe(410)
    await say(asked, 'POST', '/picture', picture, 'ONEMORE')
    expect([camera.isOpen, camera.stateOf(asked.id, 'proxy')]).toEqual([false, 'over'])
  })

  test('is told to come again later where it asks too often', async () => {
    const asked = await camera.ask('proxy', '甲')
    const answers: (number | null)[] = []
    for (let time = 0; time < 65; time += 1) answers.push(await say(asked, 'GET', '/phone.css'))
    expect([answers.filter((each) => each === 200).length, answers.at(-1)]).toEqual([60, 429])
  })

  test('shows nobody else’s picture, and says where no phone can come', async () => {
    const asked = await camera.ask('proxy', '甲')
    await say(asked, 'POST', '/picture', picture)
    expect(camera.stateOf(asked.id, 'a-clerk')).toBe('over')
    expect(() => camera.take(asked.id, 'a-clerk')).toThrow(expect.objectContaining({ code: 'phone/over' }))
    addresses = []
    await expect(camera.ask('proxy', '乙')).rejects.toThrow(expect.objectContaining({ code: 'phone/no-network' }))
  })
})
