import { certifySite, makeAuthority } from '@liandong/core/cli/keys-certificate.js'

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
    const certified = await certifySite(authority, { site, generation: 1 })
    return [site, { authority: authority.certificate, ...certified }] as const
  })
  return Object.fromEntries(await Promise.all(pairs)) as Record<Name, EndKeys>
}
