import { hashSecret } from '@liandong/core/site/people/hashing.js'
import type { Site } from '@liandong/core/site/site.js'
import { putVerifier } from '@liandong/core/store/people/verifiers.js'

/** Of everybody in a bench. */
export const PASSWORD = 'Ri4-zhao-Gang'

/** Lets people sign in at a site, each with a hash of their own as real ones have. */
export async function givePasswords(site: Site, people: readonly string[]): Promise<void> {
  const hashes = await Promise.all(people.map(() => hashSecret(PASSWORD)))
  site.transact(() => {
    for (const [index, person] of people.entries()) {
      const set = { setAtMs: site.nowRawMs(), setBy: person, setAt: site.id }
      const phc = hashes[index] ?? ''
      putVerifier(site.store, { person, version: 1_000_000, phc, pinPhc: null, totp: null, mustChange: false, ...set })
    }
  })
}

/** Signs in as a page does; answers what goes with every request after it. */
export async function signIn(base: string, login: string, place: string): Promise<Readonly<Record<string, string>>> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ login, password: PASSWORD })
  const answer = await fetch(`${base}/api/session`, { method: 'POST', headers, body })
  if (answer.status !== 201) throw new Error(`${login}: ${answer.status} ${await answer.text()}`)
  const { csrf } = (await answer.json()) as { readonly csrf: string }
  const cookie = answer.headers.getSetCookie().map((each) => each.slice(0, each.indexOf(';')))
  return { cookie: cookie.join('; '), 'x-csrf-token': csrf, 'x-place': place }
}
