import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../domain/fault.js'
import { newest } from '../../domain/roster-view.js'
import { audit } from '../../site/audit/audit.js'
import { DATABASE_FILE, openStore } from '../../store/open.js'
import { usualKeyFile } from '../../store/secrets/key-file.js'
import type { Store } from '../../store/store.js'
import { backupRunning } from '../../store/upkeep/backup-running.js'
import type { CommandWorld } from '../init/init-command.js'
import { type Given, readArguments, type Command } from './command.js'

const data = ['data']
/** The file of the store's key; where it usually lies when left out. */
const key = ['key']

/** Makes every projection again from the log. */
export const rebuildCommand: Command = {
  summary: '由日志重建全部视图 / make every list and page again from the log',
  usage: 'liandong rebuild --data DIR [--key FILE]',
  run: (args, world) =>
    withStore(readArguments(args, data, key).options, (store) => {
      store.rebuild()
      world.print('视图已重建 / rebuilt')
      return 0
    }),
}

/** Looks through a store and names what is not as it should be. */
export const verifyCommand: Command = {
  summary: '核对日志、材料与视图,列出不符之处 / look through everything and name what is wrong',
  usage: 'liandong verify --data DIR [--key FILE]',
  run: (args, world) =>
    withStore(readArguments(args, data, key).options, (store) => {
      const findings = store.verify()
      for (const { kind, subject, detail } of findings) world.printError(`${kind}: ${subject} ${detail}`.trimEnd())
      if (findings.length === 0) world.print('全部相符 / all is well')
      return findings.length === 0 ? 0 : 1
    }),
}

/** Copies a store into a folder that is empty or not there yet, whether or not its program runs. */
export const backupCommand: Command = {
  summary: '把数据与材料备份到一个空文件夹 / copy database and papers into an empty folder',
  usage: 'liandong backup --data DIR [--key FILE] FOLDER',
  run: (args, world) => {
    const { options, rest } = readArguments(args, data, key, 1)
    const target = rest[0] ?? ''
    return copyStore(options, target, world)
  },
}

async function copyStore(options: Given['options'], target: string, world: CommandWorld): Promise<number> {
  try {
    await withStore(options, async (store) => {
      const about = { subject: 'backup', outcome: 'begun', reason: null, atMs: Date.now() }
      store.transact(() => audit(store, { kind: 'export', person: null, place: null, ...about }))
      await store.backup(target)
      return 0
    })
    world.print(`已备份到 ${target} / copied`)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'store/in-use') throw error
    await backupRunning(options['data'] ?? '', target)
    world.print(`程序运行中,已备份到 ${target} / copied while the program runs`)
  }
  world.print('密钥不在备份中,请另行妥善保存 / the key is not in the copy: keep it apart, without it the copy cannot be read')
  return 0
}

/** Lists the sites of the roster a store holds. */
export const sitesCommand: Command = {
  summary: '列出名册中的节点 / list the sites of the roster',
  usage: 'liandong sites --data DIR [--key FILE]',
  run: (args, world) =>
    withStore(readArguments(args, data, key).options, (store) => {
      printSites(store, world)
      return 0
    }),
}

function printSites(store: Store, { print }: CommandWorld): void {
  const roster = store.roster.load()
  const sites = newest(roster.sites)
  print(`名册第 ${roster.version} 版,节点 ${sites.length} 个 / roster version ${roster.version}, ${sites.length} sites`)
  for (const { id, tier, life, parent, generation, name } of sites) {
    print([id, tier.padEnd(6), life.padEnd(8), `↑${parent ?? '-'}`, `#${generation}`, name].join('  '))
  }
}

/** A store whose program runs is refused with `store/in-use`. */
async function withStore(
  { data: folder = '', key: keyFile }: Given['options'],
  work: (store: Store) => number | Promise<number>,
): Promise<number> {
  if (!existsSync(join(folder, DATABASE_FILE))) throw new Fault('config/invalid', `${folder} 中没有数据 / holds no store`)
  const store = openStore(folder, { keyFile: keyFile ?? usualKeyFile(folder) })
  try {
    return await work(store)
  } finally {
    store.close()
  }
}
