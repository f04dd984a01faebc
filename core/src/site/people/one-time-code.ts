import { Secret, TOTP } from 'otpauth'

/** As authenticators have it when nothing else is said (RFC 6238 with SHA-1, six digits, thirty seconds). */
const PARAMETERS = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** A code back and one forth: phones and stations differ by some seconds. */
const WINDOW = 1

/** The time step whose code it is, within a step of now; null for a wrong one. No step may serve twice (RFC 6238, 5.2). */
export function stepOfCode(seed: Uint8Array, code: string, nowMs: number): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const made = generator(seed)
  const delta = made.validate({ token: code, timestamp: nowMs, window: WINDOW })
  return delta === null ? null : made.counter({ timestamp: nowMs }) + delta
}

/** What an authenticator shows at that time; for tests and tools. */
export function codeAt(seed: Uint8Array, nowMs: number): string {
  return generator(seed).generate({ timestamp: nowMs })
}

/** What an authenticator is told, once: as text to type, and as the address a QR code holds. */
export function shownSeed(seed: Uint8Array, login: string): { readonly secret: string; readonly uri: string } {
  const secret = new Secret({ buffer: Uint8Array.from(seed).buffer })
  return { secret: secret.base32, uri: new TOTP({ ...PARAMETERS, issuer: 'Liandong', label: login, secret }).toString() }
}

function generator(seed: Uint8Array): TOTP {
  return new TOTP({ ...PARAMETERS, secret: new Secret({ buffer: Uint8Array.from(seed).buffer }) })
}
