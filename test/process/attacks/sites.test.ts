import { credentials, Client, status, type ServiceError } from '@grpc/grpc-js'
import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Secret } from '@liandong/core/runtime/secret.js'
import { renewalOf } from '@liandong/core/site/enrolment/machine.js'
import { enrolAt, learnAuthority, renewAt } from '@liandong/core/transport/enrolment/client.js'
import { startGrpcServer } from '@liandong/core/transport/grpc-server.js'
import { makeAuthority, makeKey, makeRequest } from '@liandong/core/wire/doors/certificates.js'
import { EnrolmentStage, type MadeCodes } from '../enrolment-stage.js'
import { certified, certifiedForMail, dialWith, rootOf, stolenAuthority, stolenKeys } from './forger.js'

let stage: EnrolmentStage
let root: string
beforeAll(async () => {
  stage = await EnrolmentStage.open()
  root = rootOf(stage.city)
})
afterAll(() => stage?.[Symbol.asyncDispose]())

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'let in',
    (error: { code?: unknown }) => error.code,
  )
const county = () => stage.city.ids.county.site
const village = () => stage.city.ids.village.site
const dial = (tls: Parameters<typeof dialWith>[0]) => dialWith(tls, stage.countyPort, county())

/** A machine that says a code of its own choosing. */
async function say(code: string, address = `127.0.0.1:${stage.countyPort}`) {
  const request = { signingRequest: await makeRequest(await makeKey()), program: 'edge-agent' as const, bodyTypes: [] }
  return await enrolAt(address, root, { ...request, code, busUser: null, authorityRequest: null, publishingKey: null })
}

const planned = (index: number) => stage.city.plannedBelow('county')[index] ?? ''
const codeIn = ({ codes }: MadeCodes) => codes[0]?.code ?? ''

describe('a certificate', () => {
  it('that a station made itself is refused', async () => {
    const own = await makeAuthority('Liandong network')
    expect(await dial(await certified(own, root, { site: village(), generation: 1 }))).toBe('link/wrong-peer')
  })

  it('of another city is refused', async () => {
    const other = await makeAuthority('another city')
    const foreign = await certified(other, root, { site: village(), generation: 1 })
    expect(await dial({ ...foreign, certificate: `${foreign.certificate}${other.certificate}` })).toBe('link/wrong-peer')
  })

  it('for another purpose is refused', async () => {
    const identity = { site: village(), generation: 1 }
    expect(await dial(await certifiedForMail(stolenAuthority(stage.city, 'network'), root, identity))).toBe('link/wrong-peer')
  })

  it('of an authority, shown as if it were a site’s, is refused', async () => {
    const { certificate, key } = stolenAuthority(stage.city, 'county')
    expect(await dial({ authority: root, certificate, key: new Secret(key) })).toBe('link/wrong-peer')
  })

  it('that the county’s authority signed for a key the roster does not name is refused', async () => {
    const authority = stolenAuthority(stage.city, 'county')
    expect(await dial(await certified(authority, root, { site: village(), generation: 1 }))).toBe('link/unknown-key')
    expect(await dial(await certified(authority, root, { site: village(), generation: 9 }))).toBe('link/unknown-key')
  })

  it('of a site that lies elsewhere is refused', async () => {
    const authority = stolenAuthority(stage.city, 'network')
    expect(await dial(await certified(authority, root, { site: stage.city.otherCounty(), generation: 1 }))).toBe(
      'link/not-enrolled',
    )
    expect(await dial(stolenKeys(stage.city, stage.city.keysOf('county')))).toBe('link/not-enrolled')
  })

  it('that a county’s authority signed does not make a station the parent of others', async () => {
    const posing = await certified(stolenAuthority(stage.city, 'county'), root, { site: county(), generation: 9 })
    await using _ = await serve(posing)
    expect(await codeOf(say('A'.repeat(20), _.address))).toBe('enrolment/wrong-authority')
    await using station = stage.city.agent('village', _.port)
    expect(await station.line('link down')).toMatchObject({ reason: 'link/wrong-peer' })
  })

  it('of the machine that was replaced is refused', async () => {
    const old = stolenKeys(stage.city, stage.city.keysOf('township'))
    expect(await dial(old)).toBe('connected')
    await stage.enrol(await stage.codes([stage.city.ids.township.site], { replaces: true }))
    expect(await dial(old)).toBe('link/old-generation')
  })

  it('that was renewed away is refused', async () => {
    const { config } = await stage.enrol(await stage.codes([planned(6)]))
    const keys = JSON.parse(readFileSync(config, 'utf8')).keysFolder as string
    const old = stolenKeys(stage.city, keys)
    const renewal = await renewalOf(planned(6), { certificate: old.certificate, key: old.key }, await makeKey())
    await renewAt(`127.0.0.1:${stage.countyPort}`, root, renewal)
    expect(await dial(old)).toBe('link/unknown-key')
  })

  it('that was revoked is refused, and is not renewed', async () => {
    const { config } = await stage.enrol(await stage.codes([planned(7)]))
    const keys = JSON.parse(readFileSync(config, 'utf8')).keysFolder as string
    const stolen = stolenKeys(stage.city, keys)
    await stage.call('county', 'POST', `/api/sites/${planned(7)}/revocation`, {})
    expect(await dial(stolen)).toBe('link/revoked')
    const renewal = await renewalOf(planned(7), stolen, await makeKey())
    expect(await codeOf(renewAt(`127.0.0.1:${stage.countyPort}`, root, renewal))).toBe('link/revoked')
  })

  it('is demanded of every call but enrolment and health', async () => {
    const insecure = credentials.createSsl(Buffer.from(root), null, null, { checkServerIdentity: () => undefined })
    const client = new Client(`127.0.0.1:${stage.countyPort}`, insecure, { 'grpc.ssl_target_name_override': 'x' })
    const bytes = (value: Buffer) => value
    for (const method of ['link.v1.LinkService/Messages', 'link.v1.LinkService/Blobs']) {
      const call = client.makeBidiStreamRequest(`/liandong.${method}`, bytes, bytes)
      const [error] = (await once(call, 'error')) as [ServiceError]
      expect(error.code).toBe(status.UNAUTHENTICATED)
    }
    client.close()
  })
})

describe('an enrolment code', () => {
  it('that another machine used is refused', async () => {
    const made = await stage.codes([planned(8)])
    expect((await stage.enrol(made)).code).toBe(0)
    expect(await codeOf(say(codeIn(made)))).toBe('enrolment/code-used')
  })

  it('whose time is over is refused', async () => {
    const made = await stage.codes([planned(9)])
    await stage.codes([planned(9)])
    expect(await codeOf(say(codeIn(made)))).toBe('enrolment/code-expired')
  })

  it('is not said to a gateway of another network', async () => {
    const other = await makeAuthority('another city')
    await using posing = await serve(await certified(other, other.certificate, { site: county(), generation: 1 }))
    const { authority } = await stage.codes([planned(9)])
    expect(await codeOf(learnAuthority(posing.address, authority))).toBe('enrolment/wrong-authority')
  })

  it('does not make a station a county', async () => {
    const made = await stage.codes([planned(9)])
    const { said, code } = await stage.enrol(made, { program: 'gateway' })
    expect([code, said]).toEqual([1, expect.stringContaining('enrolment/refused')])
  })

  it('in another’s name is no renewal', async () => {
    const { certificate, key } = stolenKeys(stage.city, stage.city.keysOf('village'))
    const renewal = await renewalOf(stage.city.ids.township.site, { certificate, key }, await makeKey())
    expect(await codeOf(renewAt(`127.0.0.1:${stage.countyPort}`, root, renewal))).toMatch(/^link\/(unknown-key|old-generation)$/)
  })

  it('that is rubbish neither opens nor stops the door', async () => {
    for (const code of ['', '-', "' OR 1=1", '\u0000'.repeat(50), '入网'.repeat(5_000)]) {
      expect(await codeOf(say(code))).toMatch(/^enrolment\/(code-unknown|bad-request)$/)
    }
  })

  it('cannot be guessed: the door shuts after a few', async () => {
    const answers = []
    for (let guess = 0; guess < 30; guess += 1) answers.push(await codeOf(say(`${'A'.repeat(18)}${10 + guess}`)))
    expect(answers.at(-1)).toBe('enrolment/too-many')
    expect(answers).not.toContain('let in')
  })
})

/** A gateway that is not what it says. */
async function serve(tls: Parameters<typeof dialWith>[0]) {
  const server = await startGrpcServer({ address: '127.0.0.1:0', tls, contracts: null, onPair: () => {} })
  const address = `127.0.0.1:${server.port}`
  return { port: server.port, address, [Symbol.asyncDispose]: () => server.close() }
}
