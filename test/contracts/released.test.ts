import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { openStore } from '@liandong/core/store/open.js'
import { BODY_TYPES, decodeEvent, encodeEvent, eventHash } from '@liandong/core/wire/event.js'
import { checkSeal } from '@liandong/core/wire/hash.js'
import { decodeRequest, encodeRequest } from '@liandong/core/wire/request.js'
import { casesIn, type SampleCase } from '../../tools/release/sample-store.js'
import { SAMPLE_KEY, type SampleEvent, type SampleRequest } from '../../tools/release/samples.js'

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url))
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function releases(kind: 'wire' | 'store'): string[] {
  return readdirSync(join(fixtures, kind), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
    .map(({ name }) => name)
}

function samples<Sample>(version: string, file: string): readonly Sample[] {
  return JSON.parse(readFileSync(join(fixtures, 'wire', version, file), 'utf8')) as readonly Sample[]
}

describe.each(releases('wire'))('what %s wrote', (version) => {
  const events = samples<SampleEvent>(version, 'events.json')
  const requests = samples<SampleRequest>(version, 'requests.json')

  test.each(events.map((sample) => [sample.event.body.type, sample] as const))(
    'an event "%s" says the same today',
    (_type, sample) => {
      const bytes = Buffer.from(sample.bytes, 'base64')
      expect(decodeEvent(bytes)).toEqual(sample.event)
      expect(eventHash(bytes)).toBe(sample.hash)
      expect(checkSeal(SAMPLE_KEY, sample.hash, Buffer.from(sample.seal, 'base64'))).toBe(true)
      expect(Buffer.from(encodeEvent(sample.event)).toString('base64')).toBe(sample.bytes)
    },
  )

  test.each(requests.map((sample) => [sample.request.act.act, sample] as const))(
    'a request to "%s" asks the same today',
    (_act, sample) => {
      const decoded = decodeRequest(Buffer.from(sample.bytes, 'base64'))
      expect(decoded).toEqual({ request: sample.request, hash: sample.hash, bodyHash: sample.bodyHash })
      const { bytes, bodyHash } = encodeRequest(sample.request)
      expect([Buffer.from(bytes).toString('base64'), bodyHash]).toEqual([sample.bytes, sample.bodyHash])
    },
  )

  test('is a type of body this version still has', () => {
    expect(events.map(({ event }) => event.body.type).filter((type) => !BODY_TYPES.includes(type))).toEqual([])
  })
})

describe.each(releases('store'))('a store that %s wrote', (version) => {
  const expected = JSON.parse(readFileSync(join(fixtures, 'store', version, 'cases.json'), 'utf8')) as readonly SampleCase[]

  test('opens with every case it had, is whole, and is the same when made again from its facts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'released-store-'))
    folders.push(folder)
    for (const name of readdirSync(join(fixtures, 'store', version)))
      if (name !== 'cases.json') cpSync(join(fixtures, 'store', version, name), join(folder, name), { recursive: true })
    const keyFile = join(folder, '..', `${basename(folder)}.key`)
    renameSync(join(folder, 'site.key'), keyFile)
    chmodSync(keyFile, 0o600)
    folders.push(keyFile)
    const store = openStore(folder)
    expect(casesIn(store)).toEqual(expected)
    expect(store.verify()).toEqual([])
    store.rebuild()
    expect(casesIn(store)).toEqual(expected)
    expect(store.verify()).toEqual([])
    store.close()
  })
})

test('there is a release to read', () => {
  expect([existsSync(join(fixtures, 'wire', '0.1.0')), existsSync(join(fixtures, 'store', '0.1.0'))]).toEqual([true, true])
})
