import { makeCityKeys } from '../init/make-keys.js'
import { INIT_USAGE, initCommand } from '../init/init-command.js'
import type { Command } from './command.js'

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
