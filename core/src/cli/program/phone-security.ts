import { WebKeys, type WebKeysOptions } from './web-keys.js'

interface Security {
  readonly context: ReturnType<WebKeys['context']>
  readonly fingerprint: string
  readonly isGiven: boolean
}

interface Parts extends Pick<WebKeysOptions, 'keysFolder' | 'clock' | 'logger' | 'scope'> {
  /** Under what a phone finds this machine. */
  readonly names: () => readonly string[]
}

/**
 * What a phone is shown: the certificate pages are served with; where they are served to this machine alone without one, one the
 * program makes when a phone is first asked for.
 */
export function phoneSecurity(pages: WebKeys | null, { names, ...parts }: Parts): () => Promise<Security> {
  let own: WebKeys | null = pages
  return async () => {
    own ??= await WebKeys.open({ ...parts, tls: { given: null, names: names() }, authority: null, issuer: () => null })
    return { context: own.context(), fingerprint: own.fingerprint, isGiven: own.isGiven }
  }
}
