import { afterAll, beforeAll, expect, it } from 'vitest'
import { portOf, type StartedProgram } from './started-program.js'
import { TestCity } from './test-city.js'

let city: TestCity
beforeAll(async () => {
  city = await TestCity.make()
})
afterAll(() => city[Symbol.asyncDispose]())

/** What the page names as its program, and what is answered there. */
async function scriptOf(program: StartedProgram) {
  const url = `http://127.0.0.1:${portOf(await program.line('http listening'))}`
  const page = await (await fetch(url, { headers: { accept: 'text/html' } })).text()
  const script = await fetch(url + (/src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '/none'))
  return { status: script.status, type: script.headers.get('content-type') }
}

it('a gateway of a checkout and the bundle of an agent both serve the built page', async () => {
  await using top = city.gateway('city')
  await using village = city.agent('village', portOf(await top.line('grpc listening')))
  expect(await Promise.all([scriptOf(top), scriptOf(village)])).toEqual(
    Array(2).fill({ status: 200, type: expect.stringContaining('javascript') }),
  )
})
