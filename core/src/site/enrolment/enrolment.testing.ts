import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SiteId } from '../../domain/values.js'
import { Secret } from '../../runtime/secret.js'
import { certifyAuthority, makeAuthority, makeKey, publicHalf, type CertifiedKey } from '../../wire/doors/certificates.js'
import { publishingKeyOf } from '../../wire/catalogue/signing.js'
import { makeCodes } from './codes.js'
import { EnrolmentDoor } from './door.js'
import type { Issuer } from './issuer.js'
import { prepareRequest } from './machine.js'
import { openCounter, type CounterOptions } from '../counter.testing.js'

export const YEAR_MS = 365 * 24 * 3_600_000

/** The authorities of one network: the city's, and those it signed for its counties. */
export class TestAuthorities {
  readonly root: CertifiedKey

  private constructor(root: CertifiedKey) {
    this.root = root
  }

  static async make(): Promise<TestAuthorities> {
    return new TestAuthorities(await makeAuthority('test network'))
  }

  city(): Issuer {
    return { certificate: this.root.certificate, key: new Secret(this.root.key) }
  }

  async county(site: SiteId): Promise<Issuer> {
    const key = await makeKey()
    return { certificate: await certifyAuthority(this.root, site, publicHalf(key), 1), key: new Secret(key) }
  }
}

/** A gateway with its door, and machines that come to it. */
export async function openGateway(id: 'city' | 'a', options: CounterOptions = {}) {
  const authorities = await TestAuthorities.make()
  const issuer = id === 'city' ? authorities.city() : await authorities.county(id)
  const counter = openCounter(id, options)
  const folder = mkdtempSync(join(tmpdir(), 'liandong-door-'))
  const frameKeys = new Map<SiteId, Uint8Array>()
  let frameKeysMade = 0
  let given: Issuer | null = issuer
  const door = new EnrolmentDoor(counter.site, {
    issuer: () => given,
    goodForMs: YEAR_MS,
    frameKey: (county, isNew) => {
      if (isNew) frameKeys.set(county, Buffer.alloc(32, (frameKeysMade += 1)))
      return frameKeys.get(county) ?? Buffer.alloc(32)
    },
    isBusUser: (publicKey) => publicKey !== `U${'B'.repeat(55)}`,
  })
  let machines = 0
  return {
    ...counter,
    door,
    authorities,
    /** The authority's key is taken off the disk. */
    loseIssuer: () => (given = null),
    /** A folder for the keys of a machine. */
    machineFolder: () => join(folder, `machine-${(machines += 1)}`),
    async code(site: SiteId, more: { needsApproval?: boolean; replaces?: boolean } = {}): Promise<string> {
      const by = id === 'city' ? 'city-clerk' : 'a-clerk'
      const outcome = await makeCodes(counter.site, { sites: [site], needsApproval: false, replaces: false, by, ...more })
      if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${outcome.detail}`)
      return outcome.codes[0]?.code ?? ''
    },
    [Symbol.dispose]() {
      counter.store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type TestGateway = Awaited<ReturnType<typeof openGateway>>

/** What a new machine asks with that code; the same folder has the same keys. */
export function requestOf(keysFolder: string, code: string, program: 'edge-agent' | 'gateway' = 'edge-agent') {
  const makeBusUser = (into: string) => {
    const user = `U${'A'.repeat(55)}`
    mkdirSync(into, { recursive: true })
    writeFileSync(join(into, 'bus.user'), user)
    return Promise.resolve(user)
  }
  const makePublishingKey = () => publishingKeyOf(Buffer.alloc(32, 7))
  return prepareRequest({ keysFolder, program, gateway: program === 'gateway' ? { makeBusUser, makePublishingKey } : null }, code)
}
