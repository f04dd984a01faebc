import { makeCityKeys } from '../init/make-keys.js'
import { INIT_USAGE, initCommand } from '../init/init-command.js'
import { Fault } from '../../domain/fault.js'
import { openStore } from '../../store/open.js'
import { usualKeyFile } from '../../store/secrets/key-file.js'
import { addKey } from '../../store/secrets/rotation.js'
import type { CommandWorld } from '../init/init-command.js'
import { type Command, readArguments, UsageError } from './command.js'

/** Makes a city's first roster and items, its authority, and the keys of its own gateway. */
export const initCityCommand: Command = {
  summary: '由区划表、事项和人员建立一个城市,并制作市级平台的密钥 / make a city and its own keys',
  usage: INIT_USAGE,
  run: async (args, world) => {
    const code = initCommand(args, world)
    if (code !== 0) return code
    const out = args[args.indexOf('--out') + 1] ?? ''
    const city = await makeCityKeys(out)
    world.print(
      `市级平台 ${city} 的密钥在 ${out}/keys/${city};请把 authority 移到离线处保存 / keys made; move authority off line`,
    )
    world.print('其余节点凭入网码入网 / every other site enrols: liandong enrolment code, liandong enrol')
    return 0
  },
}

/** Changes the key a store's papers and personal data are sealed by, whether or not its program runs. */
export const keysCommand: Command = {
  summary: '更换数据密钥:新密钥即刻启用,旧数据在后台重新加密 / change the key of a store’s data',
  usage: 'liandong keys rotate --data DIR [--key FILE]',
  run: async ([word, ...args], world) => {
    if (word !== 'rotate') throw new UsageError('rotate')
    const { data = '', key = usualKeyFile(data) } = readArguments(args, ['data'], ['key']).options
    const id = addKey(key, data)
    world.print(`新密钥 ${id} 已写入 ${key} / new key written`)
    await useNow(data, key, world)
    world.print(`请备份密钥文件;更换前的备份仍需旧密钥 / keep the key file apart; copies made before need the old one`)
    return 0
  },
}

/** Where the program runs, it takes the key up by itself; else all is sealed anew here. */
async function useNow(data: string, keyFile: string, world: CommandWorld): Promise<void> {
  try {
    const store = openStore(data, { keyFile })
    try {
      const rotation = store.keyRotation()
      await rotation?.run(
        () => Promise.resolve(),
        () => false,
      )
      world.print(`已重新加密 ${rotation?.progress.resealed ?? 0} 项,旧密钥已移除 / sealed anew, old key removed`)
    } finally {
      store.close()
    }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'store/in-use') throw error
    world.print('程序运行中,将在十秒内启用新密钥并在后台重新加密 / the program takes it up within ten seconds')
  }
}
