import { fromPublic } from '@nats-io/nkeys'

/** Whether that is a user of the bus with its checksum right. */
export function isBusUser(publicKey: string): boolean {
  try {
    return publicKey.startsWith('U') && fromPublic(publicKey).getPublicKey() === publicKey
  } catch {
    return false
  }
}
