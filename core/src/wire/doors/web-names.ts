import { isIP } from 'node:net'

/** A certificate names a handful. */
export const MAX_WEB_NAMES = 16

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/** Whether browsers could be sent there: an IP address or a host name in small letters. */
export function isWebName(name: string): boolean {
  return isIP(name) !== 0 || HOST_NAME.test(name)
}

/** Endings nobody can register (RFC 6762, RFC 8375, ICANN 2024), and single names, which only an office's own network resolves. */
const OWN_ENDINGS = ['local', 'lan', 'internal', 'home.arpa']

/**
 * Whether a name means something in an office's own network alone. A station is certified for no other: PCs that trust the network's
 * authority would else believe a hostile one to be a bank.
 */
export function isOfficeName(name: string): boolean {
  if (isIP(name) === 4) return isPrivateV4(name)
  if (isIP(name) === 6) return /^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/.test(name.toLowerCase())
  const isSingle = !name.includes('.')
  return HOST_NAME.test(name) && name !== 'localhost' && (isSingle || OWN_ENDINGS.some((ending) => name.endsWith(`.${ending}`)))
}

/** RFC 1918, and what a PC gives itself where nobody gives it an address. */
function isPrivateV4(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number)
  if (first === 10) return true
  if (first === 172) return second >= 16 && second <= 31
  return (first === 192 && second === 168) || (first === 169 && second === 254)
}
