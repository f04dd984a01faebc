import { createPrivateKey, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

/** What is wrong with a certificate for pages and its key, in words; fatal where no browser would come through at all. */
export interface WebTrouble {
  readonly isFatal: boolean
  readonly words: string
}

/** Judges PEM texts; `names` are those browsers use, none where nobody said. */
export function troublesOfWeb(certificate: string, key: string, names: readonly string[], nowMs: number): readonly WebTrouble[] {
  const leaf = read(() => new X509Certificate(certificate))
  const privateKey = read(() => createPrivateKey(key))
  if (leaf === null) return [fatal('the file of the certificate holds no certificate (PEM)')]
  if (privateKey === null) return [fatal('the file of the key holds no private key without a password (PEM)')]
  if (!leaf.checkPrivateKey(privateKey)) return [fatal('certificate and key do not belong together')]
  const [from, until] = [Date.parse(leaf.validFrom), Date.parse(leaf.validTo)]
  const wrong = names.filter((name) => !covers(leaf, name))
  return [
    ...(nowMs > until ? [warning(`the certificate expired on ${dayOf(until)}`)] : []),
    ...(nowMs < from ? [warning(`the certificate is not good before ${dayOf(from)}; is this machine’s clock right?`)] : []),
    ...(wrong.length > 0 ? [warning(`the certificate names ${leaf.subjectAltName ?? 'nothing'}, not ${wrong.join(', ')}`)] : []),
  ]
}

/** Whether a browser that opens that name is content with the certificate. */
export function covers(leaf: X509Certificate, name: string): boolean {
  return (isIP(name) === 0 ? leaf.checkHost(name) : leaf.checkIP(name)) !== undefined
}

/** As browsers show it: SHA-256, two digits at a time. */
export function shownFingerprint(certificate: string): string {
  return new X509Certificate(certificate).fingerprint256
}

function read<T>(make: () => T): T | null {
  try {
    return make()
  } catch {
    return null
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function fatal(words: string): WebTrouble {
  return { isFatal: true, words }
}

function warning(words: string): WebTrouble {
  return { isFatal: false, words }
}
