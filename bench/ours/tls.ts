import { Secret } from '@liandong/core/runtime/secret.js'
import type { SiteTls } from '@liandong/core/transport/tls.js'
import type { EndKeys } from '../floors/keys.js'

/** Keys as they came from the parent process, in the form our transports take. */
export function tlsOf({ authority, certificate, key }: EndKeys): SiteTls {
  return { authority, certificate, key: new Secret(key) }
}
