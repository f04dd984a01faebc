import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clockAt } from './enrolment-stage.js'
import { portOf } from './started-program.js'
import { TestCity } from './test-city.js'

let city: TestCity
beforeEach(async () => {
  city = await TestCity.make()
})
afterEach(() => city[Symbol.asyncDispose]())

/** City, county and village, all of which believe it is that day. */
async function start(date: string) {
  const clock = clockAt(date)
  const top = city.gateway('city', clock)
  const county = city.gateway('county', { ...city.countyParent(portOf(await top.line('grpc listening'))), ...clock })
  const village = city.agent('village', portOf(await county.line('grpc listening')), clock)
  return [top, county, village] as const
}

describe('sites whose keys were made a while ago', () => {
  it('renew them when two thirds of their time have passed, and go on without another start', async () => {
    const issuer = readFileSync(join(city.keysOf('county'), 'issuer.crt'), 'utf8')
    const [top, county, village] = await start('+250d')
    for (const program of [top, county, village]) expect(await program.line('key renewed')).toMatchObject({ part: 'enrolment' })
    for (const program of [county, village]) expect(program.lines.some(({ message }) => message === 'link running')).toBe(true)
    // The county's authority is another too; the village's certificate is of the one before, or of this one.
    expect(readFileSync(join(city.keysOf('county'), 'issuer.crt'), 'utf8')).not.toBe(issuer)
    // The new key is what they dial with from now on.
    const again = [county, village].map((program) => {
      const at = program.lines.findIndex(({ message }) => message === 'key renewed')
      return program.line('link running', (line) => program.lines.indexOf(line) > at)
    })
    expect(await Promise.all(again)).toHaveLength(2)
  })

  it('renew though they are long overdue, and are let in', async () => {
    const clock = clockAt('+400d')
    const top = city.gateway('city', clock)
    const county = city.gateway('county', { ...city.countyParent(portOf(await top.line('grpc listening'))), ...clock })
    // At once: that the county has neither a good key nor a roster yet passes, and the village asks again soon.
    const village = city.agent('village', portOf(await county.line('grpc listening')), clock)
    for (const program of [top, county, village]) expect(await program.line('key renewed')).toMatchObject({ part: 'enrolment' })
    expect(await village.line('link running')).toMatchObject({ peer: city.ids.county.site })
  })
})
