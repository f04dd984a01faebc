import { certifySite, makeAuthority, makeKey, publicHalf } from '@liandong/core/wire/doors/certificates.js'

/** What one end of a mutual-TLS connection holds, as PEM. */
export interface EndKeys {
  readonly authority: string
  readonly certificate: string
  readonly key: string
}

/** Keys for the named ends under a new authority, of the same kind as ours: ECDSA on P-256. */
export async function makeKeys<Name extends string>(...names: readonly Name[]): Promise<Readonly<Record<Name, EndKeys>>> {
  const authority = await makeAuthority('bench')
  const pairs = names.map(async (site) => {
    const key = await makeKey()
    const certificate = await certifySite(authority, { site, generation: 1 }, publicHalf(key), Date.now())
    return [site, { authority: authority.certificate, certificate, key }] as const
  })
  return Object.fromEntries(await Promise.all(pairs)) as Record<Name, EndKeys>
}
