import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newPublishingKey } from '@liandong/core/wire/catalogue/signing.js'
import { certifySite, makeAuthority, makeKey, publicHalf } from '@liandong/core/wire/doors/certificates.js'
import type { EndKeys } from '../../floors/keys.js'
import { startChild } from '../../harness/child.js'
import { stationNames } from '../names.js'
import type { CitySize } from '../sizes.js'
import type { County } from './city.js'
import type { HollowStart } from './hollow-ledger.js'

/** Closed stores and keys of a city of that size, from which every run begins. */
export interface Prepared {
  readonly county: County
  readonly countyFolder: string
  /** Of any village: only its store's id has to be made its own. */
  readonly villageFolder: string
  /** Of the station `village`: it knows the city and one item. */
  readonly freshFolder: string
  readonly hollow: readonly HollowStart[]
  readonly keys: ReadonlyMap<string, EndKeys>
}

const made = new Map<string, Promise<Prepared>>()

/** Made once and used by every run; all of it goes with the process. */
export function prepared(city: CitySize): Promise<Prepared> {
  const name = `${city.items} ${city.sites}`
  const known = made.get(name) ?? prepare(city)
  made.set(name, known)
  return known
}

async function prepare(city: CitySize): Promise<Prepared> {
  const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'liandong-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const { all, hollow } = stationNames(city)
  const county = { villages: all, publishingKey: newPublishingKey() }
  const [countyFolder, villageFolder, freshFolder] = ['county', 'village', 'fresh'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await Promise.all([countyFolder, villageFolder, freshFolder].map((each) => mkdir(each)))
  await using preparer = startChild(new URL('./prepare-process.js', import.meta.url))
  const starts = await preparer.ask<readonly HollowStart[]>('prepare', { folder, county, items: city.items, hollow })
  const keys = await keysOf(['county', 'village', ...all])
  return { county, countyFolder, villageFolder, freshFolder, hollow: starts, keys }
}

/** One private key for all, as only the certificates name sites; two thousand keys would only take longer to make. */
async function keysOf(sites: readonly string[]): Promise<ReadonlyMap<string, EndKeys>> {
  const [authority, key] = [await makeAuthority('bench'), await makeKey()]
  const keys = new Map<string, EndKeys>()
  for (const site of sites) {
    const certificate = await certifySite(authority, { site, generation: 1 }, publicHalf(key), Date.now())
    keys.set(site, { authority: authority.certificate, certificate, key })
  }
  return keys
}
