import { writeFileSync } from 'node:fs'
import type { CommandWorld } from '../init/init-command.js'
import { type GatewayClient, SIGN_IN_OPTIONS, SIGN_IN_USAGE, withGateway } from '../items/gateway-client.js'
import { readArguments, UsageError, type Command } from './command.js'

const USAGE = `liandong enrolment code (--sites A,B | --township PLACE) [--approval yes|no] [--replaces yes] [--sheet FILE] …
liandong enrolment list …
liandong enrolment approve CODE-ID …
liandong enrolment revoke SITE …
${SIGN_IN_USAGE}`

/** Codes, approvals and revocations at a running gateway. */
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
    const named = [...SIGN_IN_OPTIONS, 'sites', 'township', 'approval', 'replaces', 'sheet']
    const { options } = readArguments(args, ['login'], named)
    const wanted = wantedBy(options)
    const { sheet } = options
    if (sheet === undefined) return await shown(options, world, (gateway) => gateway.json('POST', '/api/enrolments', wanted))
    const page = await withGateway(options, (gateway) => gateway.text('POST', '/api/enrolments/sheet', wanted))
    // The codes are good for whoever reads them.
    writeFileSync(sheet, page, { mode: 0o600 })
    world.print(`入网码单 / sheet: ${sheet}`)
    return 0
  },
  list: async (args, world) => {
    const { options } = readArguments(args, ['login'], SIGN_IN_OPTIONS)
    return await shown(options, world, (gateway) => gateway.json('GET', '/api/enrolments'))
  },
  approve: (args, world) => about(args, world, (code) => `/api/enrolments/${code}/approval`),
  revoke: (args, world) => about(args, world, (site) => `/api/sites/${site}/revocation`),
}

type Options = Readonly<Record<string, string | undefined>>

function wantedBy({ sites, township, approval, replaces }: Options): object {
  return {
    ...(sites === undefined ? {} : { sites: sites.split(',') }),
    ...(township === undefined ? {} : { township }),
    ...(approval === undefined ? {} : { needsApproval: approval === 'yes' }),
    replaces: replaces === 'yes',
  }
}

async function about(args: readonly string[], world: CommandWorld, pathOf: (id: string) => string): Promise<number> {
  const { options, rest } = readArguments(args, ['login'], SIGN_IN_OPTIONS, 1)
  const path = pathOf(encodeURIComponent(rest[0] ?? ''))
  return await shown(options, world, (gateway) => gateway.json('POST', path, {}))
}

async function shown(options: Options, world: CommandWorld, ask: (gateway: GatewayClient) => Promise<unknown>): Promise<number> {
  world.print(JSON.stringify(await withGateway(options, ask), null, 2))
  return 0
}
