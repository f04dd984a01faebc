import { makeCityKeys, makeKeysForSite } from '../init/make-keys.js'
import { INIT_USAGE, initCommand } from '../init/init-command.js'
import { readArguments, type Command } from './command.js'

/** Makes a city's first roster and items, and the keys of its machines. */
export const initCityCommand: Command = {
  summary: '由区划表、事项和人员建立一个城市,并制作密钥 / make a city and the keys of its machines',
  usage: INIT_USAGE,
  run: async (args, world) => {
    const code = initCommand(args, world)
    if (code !== 0) return code
    const out = args[args.indexOf('--out') + 1] ?? ''
    const made = await makeCityKeys(out)
    world.print(`密钥 ${made.length} 份,在 ${out}/keys;请把 authority 移到离线处保存 / keys made; move authority off line`)
    return 0
  },
}

/** Makes the keys of sites that have none yet. */
export const keysCommand: Command = {
  summary: '为尚无密钥的节点制作密钥 / make the keys of sites that have none yet',
  usage: 'liandong keys --city DIR [--site ID]   (DIR: the folder liandong init made)',
  run: async (args, world) => {
    const { options } = readArguments(args, ['city'], ['site'])
    const { city = '', site } = options
    const made = site === undefined ? await makeCityKeys(city) : (await makeKeysForSite(city, site)) ? [site] : []
    world.print(made.length === 0 ? '都已有密钥 / nothing to make' : `已制作 / made: ${made.join(' ')}`)
    return 0
  },
}
