import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keyFileBeside } from '../../store/secrets/key-file.js'
import { Fault } from '../../domain/fault.js'
import type { NewMachine, SiteNote } from '../../site/enrolment/machine.js'
import { makeBusUser, makePublishingKey } from '../keys.js'
import type { CommandWorld } from '../init/init-command.js'
import { readSecret } from '../people/read-secret.js'
import { readArguments, UsageError, type Command } from './command.js'

/** What stands on the sheet. */
export interface Sheet {
  readonly address: string
  readonly code: string
  readonly authority: string
}

const USAGE = `liandong enrol --parent HOST:PORT --authority MARK --data DIR --keys DIR [--code-file FILE] [--program gateway|edge-agent]
  without a file the code is asked for, or read from standard input`

const CONFIG_FILE = 'liandong.json'
/** An administrator who was called is at the screen within minutes. */
const ASK_AGAIN_MS = 5_000

/** Makes this machine a site of the network: keys, certificate and configuration in one go. */
export function enrolCommand(enrol: (machine: NewMachine, sheet: Sheet) => Promise<SiteNote>): Command {
  return {
    summary: '用入网码把本机接入网络 / make this machine a site, with an enrolment code',
    usage: USAGE,
    run: async (args, world) => {
      const { options } = readArguments(args, ['parent', 'authority', 'data', 'keys'], ['program', 'code-file'])
      const { parent = '', authority = '', data = '', keys = '', program = 'edge-agent' } = options
      if (program !== 'gateway' && program !== 'edge-agent') throw new UsageError(`--program ${program}`)
      const code = await readSecret('入网码 / enrolment code', options['code-file'])
      const machine = {
        keysFolder: keys,
        program,
        gateway: program === 'gateway' ? { makeBusUser, makePublishingKey } : null,
      } as const
      const note = await untilApproved(() => enrol(machine, { address: parent, code, authority }), world)
      const config = writeConfig(data, keys, note)
      world.print(`已入网 / enrolled: ${note.site} ↑${note.parent.site}`)
      world.print(`启动 / start: LIANDONG_CONFIG=${config} liandong-${program}`)
      return 0
    },
  }
}

async function untilApproved(enrol: () => Promise<SiteNote>, world: CommandWorld): Promise<SiteNote> {
  for (let isTold = false; ; isTold = true) {
    try {
      return await enrol()
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'enrolment/pending') throw error
      if (!isTold) world.print(`等待管理员批准,本机密钥 ${error.detail} / an administrator must approve this machine’s key`)
      await sleep(ASK_AGAIN_MS)
    }
  }
}

/** Who the site is stands beside its keys, so that the configuration names only folders. */
function writeConfig(data: string, keys: string, { tier }: SiteNote): string {
  mkdirSync(data, { recursive: true })
  const path = join(resolve(data), CONFIG_FILE)
  const program = tier === 'edge' ? {} : { tier }
  const config = { ...program, dataFolder: resolve(data), storeKeyFile: keyFileBeside(data), keysFolder: resolve(keys) }
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`)
  return path
}
