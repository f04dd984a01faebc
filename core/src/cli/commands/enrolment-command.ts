import { writeFileSync } from 'node:fs'
import type { CommandWorld } from '../init/init-command.js'
import { readArguments, UsageError, type Command } from './command.js'

const USAGE = `liandong enrolment code --person ID --place ID (--sites A,B | --township PLACE) [--approval yes|no] [--replaces yes] [--sheet FILE]
liandong enrolment list --person ID --place ID
liandong enrolment approve --person ID --place ID CODE-ID
liandong enrolment revoke --person ID --place ID SITE
  with --url http://127.0.0.1:8080 where the gateway listens elsewhere`

const who = ['person', 'place']

/** Codes, approvals and revocations at the gateway that runs on this machine. */
export const enrolmentCommand: Command = {
  summary: '入网码、批准与吊销(对运行中的平台) / codes, approvals and revocations at the running gateway',
  usage: USAGE,
  run: async ([action = '', ...args], world) => {
    const act = actions[action]
    if (act === undefined) throw new UsageError(`没有 ${action} / no such action`)
    return await act(args, world)
  },
}

type Action = (args: readonly string[], world: CommandWorld) => Promise<number>

const actions: Readonly<Record<string, Action>> = {
  code: async (args, world) => {
    const { options } = readArguments(args, who, ['url', 'sites', 'township', 'approval', 'replaces', 'sheet'])
    const { sites, township, approval, replaces, sheet } = options
    const wanted = {
      ...(sites === undefined ? {} : { sites: sites.split(',') }),
      ...(township === undefined ? {} : { township }),
      ...(approval === undefined ? {} : { needsApproval: approval === 'yes' }),
      replaces: replaces === 'yes',
    }
    if (sheet === undefined) return await shown(options, 'POST', '/api/enrolments', wanted, world)
    const answer = await call(options, 'POST', '/api/enrolments/sheet', wanted)
    if (!answer.ok) return await failed(answer, world)
    // The codes are good for whoever reads them.
    writeFileSync(sheet, await answer.text(), { mode: 0o600 })
    world.print(`入网码单 / sheet: ${sheet}`)
    return 0
  },
  list: async (args, world) => {
    const { options } = readArguments(args, who, ['url'])
    return await shown(options, 'GET', '/api/enrolments', undefined, world)
  },
  approve: async (args, world) => {
    const { options, rest } = readArguments(args, who, ['url'], 1)
    return await shown(options, 'POST', `/api/enrolments/${encodeURIComponent(rest[0] ?? '')}/approval`, {}, world)
  },
  revoke: async (args, world) => {
    const { options, rest } = readArguments(args, who, ['url'], 1)
    return await shown(options, 'POST', `/api/sites/${encodeURIComponent(rest[0] ?? '')}/revocation`, {}, world)
  },
}

type Options = Readonly<Record<string, string | undefined>>

function call({ url, person = '', place = '' }: Options, method: string, path: string, body?: object): Promise<Response> {
  const headers = { 'x-person': encodeURIComponent(person), 'x-place': encodeURIComponent(place) }
  const payload = body === undefined ? {} : { body: JSON.stringify(body) }
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  return fetch(new URL(path, url ?? 'http://127.0.0.1:8080'), { method, headers: { ...headers, ...type }, ...payload })
}

async function shown(
  options: Options,
  method: string,
  path: string,
  body: object | undefined,
  world: CommandWorld,
): Promise<number> {
  const answer = await call(options, method, path, body)
  if (!answer.ok) return await failed(answer, world)
  world.print(JSON.stringify(await answer.json(), null, 2))
  return 0
}

/** The words of the catalogue, as the gateway says them. */
async function failed(answer: Response, world: CommandWorld): Promise<number> {
  const { title, detail, next, code } = (await answer.json()) as Readonly<Record<string, string>>
  world.printError(`${title} ${detail} ${next} [${code}]`)
  return 1
}
