import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromPublic, fromSeed } from '@nats-io/nkeys'
import { keyFiles } from '../wire/site-identity.js'
import { makeBusUser, makeLinkMacKey, makeNetworkKeys, makeSiteKeys } from './keys.js'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'liandong-keys-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')
const modeOf = (...path: string[]) => statSync(join(root, ...path)).mode & 0o777

async function makeSite(site = 'county-1', generation = 3) {
  const authority = await makeNetworkKeys(join(root, 'authority'))
  await makeSiteKeys(authority, { site, generation }, join(root, site))
  return new X509Certificate(read(site, keyFiles.certificate))
}

describe('keys of a site', () => {
  it('are certified by the authority of the network and name site and generation', async () => {
    const certificate = await makeSite()
    const authority = new X509Certificate(read('county-1', keyFiles.authority))
    expect(certificate.verify(authority.publicKey)).toBe(true)
    expect(certificate.checkIssued(authority)).toBe(true)
    expect(certificate.checkPrivateKey(createPrivateKey(read('county-1', keyFiles.key)))).toBe(true)
    expect(certificate.subjectAltName).toBe('URI:urn:liandong:site:county-1:3')
    expect(certificate.subject).toBe('CN=county-1')
    expect(certificate.ca).toBe(false)
  })

  it('carry dates that no wrong clock leaves', async () => {
    const certificate = await makeSite()
    expect(new Date(certificate.validFrom).getUTCFullYear()).toBe(1950)
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(9999)
  })

  it('can be read by their owner alone, except what others must see', async () => {
    await makeSite()
    await makeBusUser(join(root, 'county-1'))
    for (const secret of [keyFiles.key, keyFiles.seal, keyFiles.busSeed]) expect(modeOf('county-1', secret)).toBe(0o600)
    expect(modeOf('authority', 'authority.key')).toBe(0o600)
    expect(modeOf('county-1', keyFiles.certificate)).toBe(0o644)
  })

  it('are never overwritten', async () => {
    const authority = await makeNetworkKeys(join(root, 'authority'))
    await makeSiteKeys(authority, { site: 'a', generation: 1 }, join(root, 'a'))
    const before = read('a', keyFiles.seal)
    await expect(makeSiteKeys(authority, { site: 'a', generation: 1 }, join(root, 'a'))).rejects.toThrow(/exists already/)
    await expect(makeNetworkKeys(join(root, 'authority'))).rejects.toThrow(/exists already/)
    expect(read('a', keyFiles.seal)).toBe(before)
  })

  it('refuse an id that could not stand in a certificate or a subject', async () => {
    const authority = await makeNetworkKeys(join(root, 'authority'))
    await expect(makeSiteKeys(authority, { site: 'a,URI:b', generation: 1 }, join(root, 'x'))).rejects.toThrow(/not a site id/)
  })

  it('name the authority file that is missing', async () => {
    writeFileSync(join(root, 'authority.crt'), 'x')
    const files = { certificate: join(root, 'authority.crt'), key: join(root, 'authority.key') }
    await expect(makeSiteKeys(files, { site: 'a', generation: 1 }, join(root, 'a'))).rejects.toThrow(/authority\.key/)
  })
})

describe('keys of the message bus', () => {
  it('let a gateway prove who it is without the server holding a secret', async () => {
    const publicKey = await makeBusUser(join(root, 'city'))
    const user = fromSeed(Buffer.from(read('city', keyFiles.busSeed).trim()))
    const challenge = Buffer.from('challenge')
    expect(fromPublic(publicKey).verify(challenge, user.sign(challenge))).toBe(true)
    expect(read('city', keyFiles.busUser).trim()).toBe(publicKey)
  })

  it('are shared by both ends of a pair and by no third', () => {
    const holder = (site: string) => ({ site, folder: join(root, site) })
    makeLinkMacKey(holder('city'), holder('k1'))
    makeLinkMacKey(holder('city'), holder('k2'))
    expect(read('city', 'link-k1.key')).toBe(read('k1', 'link-city.key'))
    expect(read('city', 'link-k1.key')).toMatch(/^[0-9a-f]{64}\n$/)
    expect(read('city', 'link-k2.key')).not.toBe(read('city', 'link-k1.key'))
  })
})
