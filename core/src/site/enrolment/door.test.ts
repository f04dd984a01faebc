import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret } from '../../runtime/secret.js'
import { currentSite } from '../../domain/roster-view.js'
import { certifySite, makeKey, makeRequest, publicHalf } from '../../wire/doors/certificates.js'
import type { Admission, EnrolAnswer } from '../../wire/doors/enrolment.js'
import type { Presented } from '../../domain/doors/trust.js'
import { presentedIn } from '../../wire/doors/presented.js'
import { approveCode, makeCodes } from './codes.js'
import { openGateway, requestOf, YEAR_MS, type TestGateway } from './enrolment.testing.js'
import { renewalOf } from './machine.js'
import { judgeDialIn } from './known-machine.js'
import { revokeSite } from './revoke.js'

let gate: TestGateway
beforeEach(async () => {
  gate = await openGateway('a')
})
afterEach(() => gate[Symbol.dispose]())

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: unknown }) => error.code,
  )
const shownBy = ({ certificate }: Admission) => presentedIn(certificate) as Presented

function admitted(answer: EnrolAnswer): Admission {
  if (answer.kind !== 'admitted') throw new Error('pending')
  return answer.admission
}

async function enrol(site = 'a-village', folder = gate.machineFolder(), from = '10.0.0.1') {
  return admitted(await gate.door.enrol(await requestOf(folder, await gate.code(site, { replaces: true })), from))
}

/** What that county's authority makes for a station. */
async function stationUnder({ authorityCertificate }: Admission, key: string) {
  const identity = { site: 'a-village', generation: 1 }
  return await certifySite({ certificate: authorityCertificate ?? '', key }, identity, publicHalf(await makeKey()), 1)
}

describe('a machine with a code', () => {
  it('becomes the site the code is for, under the authority of its county', async () => {
    const admission = await enrol()
    const [own = '', county = ''] = admission.certificate.split(/(?<=-----END CERTIFICATE-----)\n/)
    const root = new X509Certificate(gate.authorities.root.certificate)
    expect(new X509Certificate(own).checkIssued(new X509Certificate(county))).toBe(true)
    expect(new X509Certificate(county).verify(root.publicKey)).toBe(true)
    expect(shownBy(admission)).toMatchObject({ site: 'a-village', generation: 1, issuer: 'a' })
    expect(admission).toMatchObject({ parent: 'a', tier: 'edge', frameKey: null, authorityCertificate: null })
    expect(admission.renewByMs - admission.issuedMs).toBe(YEAR_MS)
    expect(judgeDialIn(gate.site, shownBy(admission))).toBeNull()
  })

  it('gets the same answer when it asks again with the same key, also after the code’s time', async () => {
    const folder = gate.machineFolder()
    const request = await requestOf(folder, await gate.code('a-village'))
    const first = admitted(await gate.door.enrol(request, 'x'))
    gate.clock.advance(80 * 3_600_000)
    expect(admitted(await gate.door.enrol(await requestOf(folder, request.code), 'x'))).toEqual(first)
  })

  it('is one machine though it asks twice at once', async () => {
    const request = await requestOf(gate.machineFolder(), await gate.code('a-village'))
    const [one, other] = await Promise.all([gate.door.enrol(request, 'x'), gate.door.enrol(request, 'x')])
    expect(admitted(one)).toEqual(admitted(other))
  })

  it('takes the place of the machine before, which is refused from then on', async () => {
    const first = await enrol()
    const second = await enrol()
    expect([first.generation, second.generation]).toEqual([1, 2])
    expect(judgeDialIn(gate.site, shownBy(first))?.code).toBe('link/old-generation')
    expect(judgeDialIn(gate.site, shownBy(second))).toBeNull()
  })

  it.each([
    [
      'nobody made',
      async () => gate.door.enrol(await requestOf(gate.machineFolder(), 'A'.repeat(20)), 'x'),
      'enrolment/code-unknown',
    ],
    [
      'that is none',
      async () => gate.door.enrol(await requestOf(gate.machineFolder(), "' OR 1=1 --"), 'x'),
      'enrolment/code-unknown',
    ],
    [
      'another machine used',
      async () => {
        const code = await gate.code('a-village')
        await gate.door.enrol(await requestOf(gate.machineFolder(), code), 'x')
        return gate.door.enrol(await requestOf(gate.machineFolder(), code), 'x')
      },
      'enrolment/code-used',
    ],
    [
      'that is three days old',
      async () => {
        const code = await gate.code('a-village')
        gate.clock.advance(72 * 3_600_000 + 1)
        return gate.door.enrol(await requestOf(gate.machineFolder(), code), 'x')
      },
      'enrolment/code-expired',
    ],
    [
      'a newer one took the place of',
      async () => {
        const code = await gate.code('a-village')
        await gate.code('a-village')
        gate.clock.advance(1)
        return gate.door.enrol(await requestOf(gate.machineFolder(), code), 'x')
      },
      'enrolment/code-expired',
    ],
    [
      'for another kind of program',
      async () => gate.door.enrol(await requestOf(gate.machineFolder(), await gate.code('a-village'), 'gateway'), 'x'),
      'enrolment/refused',
    ],
    [
      'while the authority’s key is away',
      async () => {
        gate.loseIssuer()
        return gate.door.enrol(await requestOf(gate.machineFolder(), await gate.code('a-village')), 'x')
      },
      'enrolment/no-authority',
    ],
  ])('%s is refused', async (_what, work, code) => {
    expect(await codeOf(work())).toBe(code)
  })

  it('whose request is no request is refused, and the code is still good', async () => {
    const request = await requestOf(gate.machineFolder(), await gate.code('a-village'))
    for (const signingRequest of [
      new Uint8Array(0),
      Buffer.from('nonsense'),
      Buffer.alloc(100_000),
      request.signingRequest.slice(0, -9),
    ]) {
      expect(await codeOf(gate.door.enrol({ ...request, signingRequest }, 'x'))).toBe('enrolment/bad-request')
    }
    expect(await codeOf(gate.door.enrol(request, 'x'))).toBe('done')
  })

  it('that guesses from everywhere shuts the door for all', async () => {
    const request = await requestOf(gate.machineFolder(), 'A'.repeat(20))
    for (let guess = 0; guess < 200; guess += 1)
      expect(await codeOf(gate.door.enrol(request, `10.0.${guess >> 3}.${guess}`))).toBe('enrolment/code-unknown')
    expect(await codeOf(gate.door.enrol(request, '192.168.0.1'))).toBe('enrolment/too-many')
  })

  it('that guesses many at a time finds the door shut after as few as one that guesses in turn', async () => {
    const request = await requestOf(gate.machineFolder(), 'A'.repeat(20))
    const guesses = await Promise.all(Array.from({ length: 50 }, () => codeOf(gate.door.enrol(request, '10.0.0.9'))))
    expect(guesses.filter((code) => code === 'enrolment/code-unknown')).toHaveLength(10)
    expect(guesses.filter((code) => code === 'enrolment/too-many')).toHaveLength(40)
  })

  it('whose request another key signed is refused', async () => {
    const request = await requestOf(gate.machineFolder(), await gate.code('a-village'))
    const forged = Buffer.from(request.signingRequest)
    // The last byte lies in the signature.
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    expect(await codeOf(gate.door.enrol({ ...request, signingRequest: forged }, 'x'))).toBe('enrolment/bad-request')
  })

  it('that guesses shuts the door for itself, and for a while', async () => {
    const request = await requestOf(gate.machineFolder(), 'A'.repeat(20))
    const guesses = []
    for (let count = 0; count < 11; count += 1) guesses.push(await codeOf(gate.door.enrol(request, '10.0.0.9')))
    expect(guesses.slice(-2)).toEqual(['enrolment/code-unknown', 'enrolment/too-many'])
    const good = await requestOf(gate.machineFolder(), await gate.code('a-village'))
    expect(await codeOf(gate.door.enrol(good, '10.0.0.9'))).toBe('enrolment/too-many')
    expect(await codeOf(gate.door.enrol(good, '10.0.0.8'))).toBe('done')
    gate.clock.advance(10 * 60_000 + 1)
    expect(await codeOf(gate.door.enrol(request, '10.0.0.9'))).toBe('enrolment/code-unknown')
  })
})

describe('an administrator', () => {
  it('approves a machine where the code alone is not enough', async () => {
    const request = await requestOf(gate.machineFolder(), await gate.code('a-village', { needsApproval: true }))
    expect((await gate.door.enrol(request, 'x')).kind).toBe('pending')
    const [code] = gate.store.enrolments.codes()
    expect(await approveCode(gate.site, code?.id ?? '', 'a-window')).toMatchObject({ approvedBy: 'a-window' })
    expect((await gate.door.enrol(request, 'x')).kind).toBe('admitted')
    expect(gate.store.enrolments.admitted('a-village')?.by).toBe('a-window')
  })

  it.each([
    ['of another county', 'b-village', false, 'enrolment/refused'],
    ['nobody planned', 'nowhere', false, 'site/unknown'],
    ['above', 'city', false, 'enrolment/refused'],
  ])('gets no code for a site %s', async (_which, site, replaces, code) => {
    const outcome = await makeCodes(gate.site, { sites: ['a-village', site], needsApproval: false, replaces, by: 'a-clerk' })
    expect(outcome).toMatchObject({ kind: 'refused', code })
    expect(gate.store.enrolments.codes()).toEqual([])
  })

  it('lets in the machine that was approved and no other that says the same code', async () => {
    const code = await gate.code('a-village', { needsApproval: true })
    const mine = await requestOf(gate.machineFolder(), code)
    const thief = await requestOf(gate.machineFolder(), code)
    expect((await gate.door.enrol(mine, 'x')).kind).toBe('pending')
    expect(await codeOf(gate.door.enrol(thief, 'y'))).toBe('enrolment/code-used')
    await approveCode(gate.site, gate.store.enrolments.codes()[0]?.id ?? '', 'a-clerk')
    expect(await codeOf(gate.door.enrol(thief, 'y'))).toBe('enrolment/code-used')
    expect((await gate.door.enrol(mine, 'x')).kind).toBe('admitted')
  })

  it('says expressly that a machine is to be replaced', async () => {
    await enrol()
    const wanted = { sites: ['a-village'], needsApproval: false, by: 'a-clerk' }
    expect(await makeCodes(gate.site, { ...wanted, replaces: false })).toMatchObject({ code: 'enrolment/refused' })
    expect(await makeCodes(gate.site, { ...wanted, replaces: true })).toMatchObject({ kind: 'made' })
  })
})

describe('a renewal', () => {
  async function renewal(folder: string, admission: Admission, nextKey: string) {
    const key = new Secret(readFileSync(join(folder, 'site.key'), 'utf8'))
    return await renewalOf('a-village', { certificate: admission.certificate, key }, nextKey)
  }

  it('puts another key in the old one’s place, and answers the same when it is asked again', async () => {
    const folder = gate.machineFolder()
    const first = await enrol('a-village', folder)
    const request = await renewal(folder, first, await makeKey())
    gate.clock.advance(YEAR_MS * 2)
    expect(judgeDialIn(gate.site, shownBy(first))?.code).toBe('link/renewal-overdue')
    const second = await gate.door.renew(request)
    expect(await gate.door.renew(request)).toEqual(second)
    expect(second.generation).toBe(first.generation)
    expect(judgeDialIn(gate.site, shownBy(second))).toBeNull()
    expect(judgeDialIn(gate.site, shownBy(first))?.code).toBe('link/unknown-key')
  })

  it('is refused to whoever cannot prove the key that is known', async () => {
    const folder = gate.machineFolder()
    const first = await enrol('a-village', folder)
    const request = await renewal(folder, first, await makeKey())
    const stranger = { certificate: first.certificate, key: new Secret(await makeKey()) }
    expect(await codeOf(gate.door.renew({ ...request, signature: Buffer.alloc(70) }))).toBe('link/unknown-key')
    expect(await codeOf(gate.door.renew({ ...request, oldKey: Buffer.from('x') }))).toBe('link/unknown-key')
    expect(await codeOf(gate.door.renew({ ...request, site: 'b-village' }))).toBe('link/not-enrolled')
    expect(await codeOf(gate.door.renew({ ...request, generation: 2 }))).toBe('link/old-generation')
    expect(await codeOf(gate.door.renew(await renewalOf('a-village', stranger, await makeKey())))).toBe('link/unknown-key')
  })

  it('is refused for ever to who was cut off or replaced', async () => {
    const folder = gate.machineFolder()
    const first = await enrol('a-village', folder)
    const request = await renewal(folder, first, await makeKey())
    await revokeSite(gate.site, 'a-village', 'a-clerk')
    expect(await codeOf(gate.door.renew(request))).toBe('link/revoked')
    await enrol()
    expect(await codeOf(gate.door.renew(request))).toBe('link/old-generation')
  })
})

describe('a county’s machine', () => {
  it('gets its authority from the city, the key of its frames and a place in the roster', async () => {
    using city = await openGateway('city')
    const answer = await city.door.enrol(await requestOf(city.machineFolder(), await city.code('a'), 'gateway'), 'x')
    const { authorityCertificate, frameKey, certificate } = admitted(answer)
    const own = new X509Certificate(authorityCertificate ?? '')
    expect([own.ca, own.subject, frameKey?.byteLength]).toEqual([true, 'CN=Liandong authority a', 32])
    expect(presentedIn(certificate)).toMatchObject({ site: 'a', issuer: null })
    expect(currentSite(city.site.roster, 'a')).toMatchObject({ life: 'enrolled', trust: { busUser: `U${'A'.repeat(55)}` } })
    expect(city.site.roster.version).toBe(2)
  })

  it('that takes another’s place gets another key for its frames: the old one’s are worth nothing', async () => {
    using city = await openGateway('city')
    const come = async () =>
      admitted(
        await city.door.enrol(await requestOf(city.machineFolder(), await city.code('a', { replaces: true }), 'gateway'), 'x'),
      )
    const [first, second] = [await come(), await come()]
    expect([first.generation, second.generation]).toEqual([1, 2])
    expect(second.frameKey).not.toEqual(first.frameKey)
  })

  it('gets another authority with another key; what the one before signed still leads to the network’s', async () => {
    using city = await openGateway('city')
    const folder = city.machineFolder()
    const first = admitted(await city.door.enrol(await requestOf(folder, await city.code('a'), 'gateway'), 'x'))
    const [oldIssuer, nextIssuer] = [readFileSync(join(folder, 'issuer.key'), 'utf8'), await makeKey()]
    const station = await stationUnder(first, oldIssuer)
    const key = new Secret(readFileSync(join(folder, 'site.key'), 'utf8'))
    const request = await renewalOf('a', { certificate: first.certificate, key }, await makeKey(), nextIssuer)
    const second = await city.door.renew(request)
    expect(second.authorityCertificate).not.toBe(first.authorityCertificate)
    expect(await city.door.renew(request)).toEqual(second)
    const root = new X509Certificate(city.authorities.root.certificate)
    for (const chain of [station, await stationUnder(second, nextIssuer)]) {
      const [own = '', authority = ''] = chain.split(/(?<=-----END CERTIFICATE-----)\n/)
      expect(new X509Certificate(own).verify(new X509Certificate(authority).publicKey)).toBe(true)
      expect(new X509Certificate(authority).verify(root.publicKey)).toBe(true)
    }
    // The old key proves the request for an authority too: nobody on the way puts another's there.
    const swapped = { ...request, authorityRequest: await makeRequest(await makeKey()) }
    expect(await codeOf(city.door.renew(swapped))).toBe('link/unknown-key')
  })

  it('alone may ask for an authority when it renews', async () => {
    const folder = gate.machineFolder()
    const { certificate } = await enrol('a-village', folder)
    const key = new Secret(readFileSync(join(folder, 'site.key'), 'utf8'))
    const request = await renewalOf('a-village', { certificate, key }, await makeKey(), await makeKey())
    expect(await codeOf(gate.door.renew(request))).toBe('enrolment/bad-request')
  })

  it('that would break the bus’s configuration is refused', async () => {
    using city = await openGateway('city')
    const request = await requestOf(city.machineFolder(), await city.code('a'), 'gateway')
    const broken = { ...request, busUser: `U${'B'.repeat(55)}` }
    expect(await codeOf(city.door.enrol(broken, 'x'))).toBe('enrolment/bad-request')
  })
})
