import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { portOf, type StartedProgram, type LogLine } from './started-program.js'
import { TestCity } from './test-city.js'

let city: TestCity
let gateways: StartedProgram[]
let countyPort: number
beforeAll(async () => {
  city = await TestCity.make()
  const top = city.gateway('city')
  const county = city.gateway('county', city.countyParent(portOf(await top.line('grpc listening'))))
  gateways = [county, top]
  countyPort = portOf(await county.line('grpc listening'))
  await county.line('link running')
})
afterAll(async () => {
  for (const gateway of gateways) await gateway[Symbol.asyncDispose]()
  await city[Symbol.asyncDispose]()
})

const day = 24 * 3600_000

describe('a village whose clock is wrong', () => {
  it.each([
    ['an empty battery', '@1970-01-02 12:00:00'],
    ['a machine that slept', '@2009-06-01 12:00:00'],
    ['a hand that slipped', '+3d'],
  ])('connects, learns by how much and says so: %s', async (_what, date) => {
    await using village = city.agent('village', countyPort, wrongClock(date))
    await village.line('link running')
    const said = await village.line('the clock of this machine is wrong')
    expect(said).toMatchObject({ level: 'warn', code: 'clock/unsure', peer: city.ids.county.site })
    // What it believes plus what it learned is the true time, to the minute.
    expect(Math.abs(timeOf(said) + Number(said['offsetMs']) - Date.now())).toBeLessThan(60_000)
    expect(Math.abs(Number(said['offsetMs']))).toBeGreaterThan(2 * day)
    expect(await village.stop()).toBe(0)
  })
})

/** What the command `faketime` sets before it starts a program; itself it would stand between the program and its signals. */
function wrongClock(date: string): Record<string, string> {
  const library = execFileSync('faketime', ['-f', date, 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' }).trim()
  // Timers go on by true time: only the date is wrong.
  return { LD_PRELOAD: library, FAKETIME: date, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
}

function timeOf(line: LogLine): number {
  return Date.parse(String(line['time']))
}
