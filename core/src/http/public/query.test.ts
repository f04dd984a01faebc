import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Receipt } from '../../site/intake/receipt.js'
import { mintNumber, parseNumber } from '../../domain/case/number.js'
import { application, newRequestId } from '../../site/counter.testing.js'
import { asProxy, openApp, type TestApp } from '../app.testing.js'

const HOUR_MS = 3_600_000
let folder: string
let village: TestApp
let receipt: Receipt

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-query-'))
  village = openApp('a-village', { folder })
  const body = { requestId: newRequestId(), application: application() }
  receipt = (await village.call<Receipt>(asProxy, 'POST', '/api/cases', body)).body
})

afterEach(async () => {
  await village.close()
  rmSync(folder, { recursive: true })
})

const ask = (question: object, remoteAddress = '10.1.1.1') =>
  village.call(null, 'POST', '/public/query', question, { remoteAddress })
const wrong = (at = 0) => ({ number: receipt.number, code: `0000000${at % 10}` })

/** A number nobody ever had, of a place and day of which all has come. */
function unusedNumber(sequence = 9_000): string {
  const parts = parseNumber(receipt.number)
  if (parts === null) throw new Error(receipt.number)
  return mintNumber({ ...parts, sequence })
}

describe('the public query', () => {
  test('opens with what stands on the receipt: state, next step, whom to ring, as of; nobody’s name', async () => {
    const { status, body } = await ask({ number: receipt.number, code: receipt.queryCode })
    expect(status).toBe(200)
    expect(body).toMatchObject({ number: receipt.number, stage: 'registered', state: { zh: '已登记' }, item: receipt.item.name })
    expect(body['asOfMs']).toBe(village.site.clock.now().estimateMs)
    expect(body['ring']).not.toEqual([])
    expect(JSON.stringify(body)).not.toMatch(/张三|110101|proxy|"form"/)
  })

  test('forgives how code and number are typed', async () => {
    const code = receipt.queryCode
    const typed = { number: ` ${receipt.number.toLowerCase()} `, code: `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}` }
    expect((await ask(typed)).status).toBe(200)
  })

  test('answers a wrong code as it answers a number nobody ever had', async () => {
    const bare = ({ body, status, headers }: Awaited<ReturnType<typeof ask>>) => {
      const { traceId: _, ...rest } = body
      return { rest, status, names: Object.keys(headers).sort() }
    }
    const [known, unknown, noNumber] = [
      await ask(wrong()),
      await ask({ number: unusedNumber(), code: '00000000' }),
      await ask({ number: 'nothing', code: '00000000' }),
    ]
    expect(known.body).toMatchObject({ code: 'query/no-match', detail: '' })
    expect(bare(unknown)).toEqual(bare(known))
    expect(bare(noNumber)).toEqual(bare(known))
  })

  test('reads a case and a verifier also where there is no such number', async () => {
    const loaded: string[] = []
    const states = village.store.cases
    const state = states.state.bind(states)
    village.site.states.clear()
    states.state = (id) => {
      loaded.push(id)
      return state(id)
    }
    await ask({ number: unusedNumber(), code: '00000000' })
    expect(loaded).toEqual([receipt.caseId])
  })

  test('says "not here yet" of a place and a day, whether or not the code would fit another', async () => {
    const city = openApp('city')
    const codes = { number: receipt.number, code: receipt.queryCode }
    const answer = await city.call(null, 'POST', '/public/query', codes)
    const other = await city.call(null, 'POST', '/public/query', { number: unusedNumber(), code: 'ABCDEFGH' })
    expect([answer.body.code, other.body.code]).toEqual(['case/not-here-yet', 'case/not-here-yet'])
    await city.close()
  })

  test('cannot be guessed: after ten wrong codes a number is shut, for all addresses and over a restart, for an hour', async () => {
    for (let guess = 0; guess < 10; guess += 1) expect((await ask(wrong(guess), `10.1.2.${guess}`)).status).toBe(404)
    const right = { number: receipt.number, code: receipt.queryCode }
    expect((await ask(right, '10.9.9.9')).body).toMatchObject({ code: 'query/too-many', status: 429 })
    await village.close()
    village = openApp('a-village', { folder, clock: village.clock })
    expect((await ask(right, '10.9.9.9')).body).toMatchObject({ code: 'query/too-many' })
    village.clock.advance(HOUR_MS + 1)
    expect((await ask(right, '10.9.9.9')).status).toBe(200)
  })

  test('shuts out an address that tries number after number, and no other', async () => {
    const answers = []
    for (let guess = 0; guess < 31; guess += 1)
      answers.push((await ask({ number: unusedNumber(9_000 + guess), code: '0' })).body.code)
    expect(answers.filter((code) => code === 'query/no-match')).toHaveLength(30)
    expect(answers.at(-1)).toBe('query/too-many')
    expect((await ask({ number: receipt.number, code: receipt.queryCode }, '10.1.1.2')).status).toBe(200)
  })

  test('leaves neither number nor code in the log', async () => {
    await ask({ number: receipt.number, code: receipt.queryCode })
    await ask(wrong())
    const lines = JSON.stringify(village.log.lines())
    expect(lines).not.toContain(receipt.queryCode)
    expect(lines).not.toContain(receipt.number)
  })
})
