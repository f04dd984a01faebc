import { Fault, isFaultCode } from '../../domain/fault.js'

/** A gateway's HTTP side, asked in somebody's name. */
export interface GatewayClient {
  readonly json: <Answer>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>
  readonly bytes: (path: string) => Promise<Uint8Array>
  readonly upload: <Answer>(path: string, body: Uint8Array, headers: Readonly<Record<string, string>>) => Promise<Answer>
}

/** Who acts, as the gateway's roster knows them. */
export interface ActingNames {
  readonly person: string
  readonly place: string
  readonly organ: string | null
}

/** Calls the gateway at a URL; its refusals come back as faults with their code. */
export function gatewayClient(url: string, { person, place, organ }: ActingNames): GatewayClient {
  const acting: Record<string, string> = {
    'x-person': encodeURIComponent(person),
    'x-place': encodeURIComponent(place),
    ...(organ !== null && { 'x-organ': encodeURIComponent(organ) }),
  }
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = { ...acting, ...(init.headers as Record<string, string>) }
    const answer = await fetch(new URL(path, url), { ...init, headers }).catch((error: unknown) => {
      throw new Fault('link/parent-unreachable', url, error)
    })
    if (!answer.ok) throw faultOf(await answer.text(), answer.status)
    return answer
  }
  return {
    json: async <Answer>(method: 'GET' | 'POST', path: string, body?: unknown) => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      return (await (await ask(path, { method, ...sent })).json()) as Answer
    },
    bytes: async (path) => new Uint8Array(await (await ask(path, { method: 'GET' })).arrayBuffer()),
    upload: async <Answer>(path: string, body: Uint8Array, headers: Readonly<Record<string, string>>) =>
      (await (await ask(path, { method: 'POST', body: Buffer.from(body), headers: { ...headers } })).json()) as Answer,
  }
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
