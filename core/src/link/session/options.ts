import type { SiteId } from '../../domain/values.js'
import type { Clock } from '../../runtime/clock.js'
import type { LinkLedger, SelfDescription } from '../../site/ledger.js'
import type { Channel } from '../channel.js'
import { judgeSession, type SessionVerdict, type WireRange } from '../merge.js'

/** What one session is made of. */
export interface LinkSessionOptions {
  readonly role: 'dialler' | 'accepter'
  readonly peer: SiteId
  readonly self: SelfDescription
  readonly ledger: LinkLedger
  readonly channel: Channel
  readonly clock: Clock
  /** A random id for a link that begins here; only the accepter makes one. */
  readonly newLinkId: () => string
  /** Draws from 0 up to 1. */
  readonly random: () => number
  readonly wire?: WireRange
  readonly windowMessages?: number
  /** Accepter: whether this session may take the place of the one that lives; closes that one if so. */
  readonly admit?: (hello: HelloIdentity, last: number) => SessionVerdict
  /** Called after each change of state. */
  readonly onChange?: () => void
  /** Told of an error that is no Fault; the session has closed over it. */
  readonly onBug?: (error: unknown) => void
}

/** What tells two live copies of one store apart. */
export interface HelloIdentity {
  readonly session: number
  readonly instance: string
}

/** Without a hub no other session can be alive. */
export function admitAlone(hello: HelloIdentity, last: number): SessionVerdict {
  return judgeSession(last, null, hello)
}
