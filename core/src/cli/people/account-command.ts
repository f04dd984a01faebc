import { readFileSync } from 'node:fs'
import { openStore } from '../../store/open.js'
import { usualKeyFile } from '../../store/secrets/key-file.js'
import { readArguments, type Command, UsageError } from '../commands/command.js'
import type { CommandWorld } from '../init/init-command.js'
import { SIGN_IN_OPTIONS, SIGN_IN_USAGE, withGateway } from '../items/gateway-client.js'
import { type FirstPassword, rosterOf, setFirstPasswords } from './first-passwords.js'
import { readSecret } from './read-secret.js'

const USAGE = `liandong account first-password --data DIR --login NAME [--password-file FILE] [--city DIR] [--key FILE] [--own yes]
liandong account first-passwords --data DIR --file FILE [--city DIR] [--key FILE] [--own yes]    (a line each: name password)
liandong account change-password [--new-password-file FILE] …
${SIGN_IN_USAGE}
  first passwords are set at the machine of a site that does not run; --city is the folder of liandong init, before the first start;
  with --own yes the password is the person's own already and need not be changed`

/** 账号: first passwords at a site's own machine, and one's own password at a running one. */
export const accountCommand: Command = {
  summary: '首次密码(在本机设置)、修改密码 / first passwords at the site’s own machine; change one’s own',
  usage: USAGE,
  run: async ([action = '', ...args], world) => {
    if (action === 'first-password') return await setOne(args, world)
    if (action === 'first-passwords') return await setMany(args, world)
    if (action === 'change-password') return await changeOwn(args, world)
    throw new UsageError('first-password | first-passwords | change-password')
  },
}

const STORE_OPTIONS = ['city', 'key']

async function setOne(args: readonly string[], world: CommandWorld): Promise<number> {
  const { options } = readArguments(args, ['data', 'login'], [...STORE_OPTIONS, 'password-file', 'own'])
  const login = options['login'] ?? ''
  const password = await readSecret(`${login} 的首次密码 / first password`, options['password-file'])
  return await set(options, [{ login, password, mustChange: options['own'] !== 'yes' }], world)
}

async function setMany(args: readonly string[], world: CommandWorld): Promise<number> {
  const { options } = readArguments(args, ['data', 'file'], [...STORE_OPTIONS, 'own'])
  const lines = readFileSync(options['file'] ?? '', 'utf8').split('\n')
  const wanted = lines.flatMap((line): FirstPassword[] => {
    const [login, password] = line.trim().split(/\s+/)
    return login === undefined || password === undefined ? [] : [{ login, password, mustChange: options['own'] !== 'yes' }]
  })
  return await set(options, wanted, world)
}

async function set(
  options: Readonly<Record<string, string | undefined>>,
  wanted: readonly FirstPassword[],
  world: CommandWorld,
): Promise<number> {
  const { data = '', city, key } = options
  const store = openStore(data, { keyFile: key ?? usualKeyFile(data) })
  try {
    await setFirstPasswords(store, rosterOf(store, city), wanted, world.nowMs)
  } finally {
    store.close()
  }
  world.print(`已设置首次密码 ${wanted.length} 个 / first passwords set`)
  return 0
}

async function changeOwn(args: readonly string[], world: CommandWorld): Promise<number> {
  const { options } = readArguments(args, ['login'], [...SIGN_IN_OPTIONS, 'new-password-file'])
  const current = await readSecret('现在的密码 / present password', options['password-file'])
  const next = await readSecret('新密码 / new password', options['new-password-file'])
  await withGateway(options, (gateway) => gateway.text('POST', '/api/session/password', { current, next }), current)
  world.print('密码已修改 / changed')
  return 0
}
