import Database from 'better-sqlite3'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { portOf, StartedProgram } from './started-program.js'
import { TestCity } from './test-city.js'

let city: TestCity
beforeAll(async () => {
  city = await TestCity.make()
})
afterAll(() => city[Symbol.asyncDispose]())

describe('a city, a county and a village', () => {
  it('start, link up and end by themselves after one signal', async () => {
    await using top = city.gateway('city')
    const cityPort = portOf(await top.line('grpc listening'))
    await using county = city.gateway('county', city.countyParent(cityPort))
    const countyPort = portOf(await county.line('grpc listening'))
    await using village = city.agent('village', countyPort)
    await county.line('link running', ({ peer }) => peer === city.ids.city.site)
    await village.line('link running')
    expect(await Promise.all([village.stop(), county.stop('SIGINT'), top.stop()])).toEqual([0, 0, 0])
    const said = [top, county, village].map((program) => program.said)
    expect(said).toEqual(['', '', ''])
  })
})

describe('a program that cannot start', () => {
  it('names every mistake of its settings at once', async () => {
    await using agent = new StartedProgram(['edge-agent/dist/agent.mjs'], {
      LIANDONG_SITE: 'no such id!',
      LIANDONG_HTTP_HOST: 'everywhere',
      LIANDONG_PARENT_ADDRESS: 'here',
      LIANDONG_COLOUR: 'red',
    })
    expect(await agent.ended()).toBe(2)
    for (const part of ['config/invalid', 'COLOUR', 'SITE', 'DATA_FOLDER', 'KEYS_FOLDER', 'HTTP_HOST', 'PARENT_ADDRESS'])
      expect(agent.said).toContain(part)
  })

  it('says which settings a county lacks and a city must not have', async () => {
    await using county = city.gateway('county')
    await using top = city.gateway('city', city.countyParent(1))
    expect(await Promise.all([county.ended(), top.ended()])).toEqual([2, 2])
    expect(county.said.match(/LIANDONG_\w+/g)).toEqual(['LIANDONG_PARENT_SITE', 'LIANDONG_PARENT_ADDRESS'])
    expect(top.said.match(/LIANDONG_\w+/g)).toEqual(['LIANDONG_PARENT_SITE', 'LIANDONG_PARENT_ADDRESS'])
  })

  it('serves no plain HTTP where another machine can come, and says what to do instead', async () => {
    await using agent = city.agent('village', 1, { LIANDONG_HTTP_HOST: '0.0.0.0', LIANDONG_HTTP_SCHEME: 'http' })
    expect(await agent.ended()).toBe(2)
    expect(agent.said).toContain('leave it out, and pages are served by HTTPS')
  })

  it('refuses the keys of another site', async () => {
    await using agent = city.agent('village', 1, { LIANDONG_KEYS_FOLDER: city.keysOf('township') })
    expect(await agent.ended()).toBe(1)
    expect(agent.said).toContain('config/invalid')
    expect(agent.said).toContain(city.ids.township.site)
  })

  it.each(['LIANDONG_HTTP_PORT', 'LIANDONG_GRPC_PORT'])('names the port of %s that somebody uses', async (setting) => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await using top = city.gateway('city', { [setting]: String(port) })
    expect(await top.ended()).toBe(1)
    expect(top.said).toContain('port/in-use')
    expect(top.said).toContain(String(port))
    await new Promise((resolve) => other.close(resolve))
  })

  it('stays out of a store that another process has open', async () => {
    await using first = city.agent('village', 1)
    await first.line('ready')
    await using second = city.agent('village', 1)
    expect(await second.ended()).toBe(1)
    expect(second.said).toContain('store/in-use')
    await using command = new StartedProgram(['core/dist/cli/main.js', 'verify', '--data', city.storeOf('village')], {})
    expect(await command.ended()).toBe(1)
    expect(command.said).toContain('store/in-use')
  })

  it('opens a store again after SIGKILL', async () => {
    await using first = city.agent('village', 1)
    await first.line('ready')
    expect(await first.stop('SIGKILL')).toBeNull()
    await using second = city.agent('village', 1)
    await second.line('ready')
  })

  it('leaves a store of a newer program as it is', async () => {
    const folder = join(city.folder, 'newer')
    mkdirSync(folder)
    const db = new Database(join(folder, 'site.db'))
    db.pragma('user_version = 99')
    db.close()
    await using agent = city.agent('village', 1, { LIANDONG_DATA_FOLDER: folder })
    expect(await agent.ended()).toBe(1)
    expect(agent.said).toContain('store/newer')
  })

  it('names a store that is damaged', async () => {
    const folder = join(city.folder, 'damaged')
    mkdirSync(folder)
    writeFileSync(
      join(folder, 'site.db'),
      'this is no database, whatever its name says, and it is long enough to be read as one'.repeat(20),
    )
    await using agent = city.agent('village', 1, { LIANDONG_DATA_FOLDER: folder })
    expect(await agent.ended()).toBe(1)
    expect(agent.said).toContain('store/damaged')
    expect(agent.said).toContain(join(folder, 'site.db'))
  })
})
