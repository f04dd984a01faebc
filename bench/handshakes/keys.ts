import { certifyAuthority, certifySite, makeAuthority, makeKey, publicHalf } from '@liandong/core/wire/doors/certificates.js'
import type { EndKeys } from '../floors/keys.js'
import type { StationKeys } from './tasks.js'

export interface CountyKeys {
  readonly county: EndKeys
  readonly stations: readonly StationKeys[]
}

/** A county under a network's authority, and stations under the authority the county holds, as enrolment makes them. */
export async function makeCountyKeys(count: number): Promise<CountyKeys> {
  const root = await makeAuthority('bench')
  const issuerKey = await makeKey()
  const issuer = { certificate: await certifyAuthority(root, 'county', publicHalf(issuerKey), Date.now()), key: issuerKey }
  const keysOf = async (site: string, authority: typeof root): Promise<StationKeys> => {
    const key = await makeKey()
    const certificate = await certifySite(authority, { site, generation: 1 }, publicHalf(key), Date.now())
    return { site, authority: root.certificate, certificate, key }
  }
  const stations: StationKeys[] = []
  for (let number = 1; number <= count; number += 1) stations.push(await keysOf(`v${number}`, issuer))
  return { county: await keysOf('county', root), stations }
}
