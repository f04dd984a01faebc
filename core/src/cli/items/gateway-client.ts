import { Fault, isFaultCode } from '../../domain/fault.js'
import { readSecret } from '../people/read-secret.js'

/** A gateway's HTTP side, asked in the name of somebody who signed in. */
export interface GatewayClient {
  readonly json: <Answer>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>
  readonly text: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<string>
  readonly bytes: (path: string) => Promise<Uint8Array>
  readonly upload: <Answer>(path: string, body: Uint8Array, headers: Readonly<Record<string, string>>) => Promise<Answer>
}

/** Options of every command that signs in. */
export const SIGN_IN_OPTIONS = ['url', 'login', 'password-file', 'code', 'place', 'organ'] as const
export const SIGN_IN_USAGE = `  --login NAME [--password-file FILE] [--code 123456] [--place ID] [--organ ID] [--url http://127.0.0.1:8080]
  without a file the password is asked for, or read from standard input`

type Options = Readonly<Record<string, string | undefined>>

/** Signs in, does the work, signs out, whatever comes; refusals come back as faults with their code. */
export async function withGateway<Result>(
  options: Options,
  work: (gateway: GatewayClient) => Promise<Result>,
  known: string | null = null,
): Promise<Result> {
  const { url = 'http://127.0.0.1:8080', login = '' } = options
  const password = known ?? (await readSecret(`${login} 的密码 / password`, options['password-file']))
  const { code: totp, place, organ } = options
  const desk = {
    ...(place !== undefined && { 'x-place': encodeURIComponent(place) }),
    ...(organ !== undefined && { 'x-organ': encodeURIComponent(organ) }),
  }
  const session = await signIn(url, { login, password, ...(totp !== undefined && { totp }) })
  const ask = (path: string, init: RequestInit) =>
    call(url, path, { ...init, headers: { ...session, ...desk, ...(init.headers as Record<string, string>) } })
  try {
    return await work(clientOf(ask))
  } finally {
    await call(url, '/api/session', { method: 'DELETE', headers: session }).catch(() => null)
  }
}

/** Cookie and page secret stay in this process’s memory. */
async function signIn(url: string, typed: object): Promise<Record<string, string>> {
  const answer = await call(url, '/api/session', { method: 'POST', ...jsonOf(typed) })
  const cookie = answer.headers.getSetCookie().map((each) => each.slice(0, each.indexOf(';')))
  const { csrf } = (await answer.json()) as { readonly csrf: string }
  return { cookie: cookie.join('; '), 'x-csrf-token': csrf }
}

type Ask = (path: string, init: RequestInit) => Promise<Response>

function clientOf(ask: Ask): GatewayClient {
  const sent = (method: string, body: unknown) => (body === undefined ? { method } : { method, ...jsonOf(body) })
  return {
    json: async <Answer>(method: 'GET' | 'POST', path: string, body?: unknown) =>
      (await (await ask(path, sent(method, body))).json()) as Answer,
    text: async (method, path, body) => await (await ask(path, sent(method, body))).text(),
    bytes: async (path) => new Uint8Array(await (await ask(path, { method: 'GET' })).arrayBuffer()),
    upload: async <Answer>(path: string, body: Uint8Array, headers: Readonly<Record<string, string>>) =>
      (await (await ask(path, { method: 'POST', body: Buffer.from(body), headers: { ...headers } })).json()) as Answer,
  }
}

function jsonOf(body: unknown) {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

async function call(url: string, path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(new URL(path, url), init).catch((error: unknown) => {
    throw new Fault('link/parent-unreachable', url, error)
  })
  if (!answer.ok) throw faultOf(await answer.text(), answer.status)
  return answer
}

function faultOf(text: string, status: number): Fault {
  try {
    const { code, detail } = JSON.parse(text) as { readonly code?: string; readonly detail?: string }
    if (code !== undefined && isFaultCode(code)) return new Fault(code, detail)
  } catch {
    // Not one of ours: a proxy in between, or another program.
  }
  return new Fault('input/invalid', `HTTP ${status}`)
}
