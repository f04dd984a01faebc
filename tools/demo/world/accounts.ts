import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readInitFolder } from '@liandong/core/cli/init/init-folder.js'

/** Throw-away passwords of everybody in the demonstration, by login name. */
export type Accounts = ReadonlyMap<string, string>

const FILE = 'accounts.txt'

/** Drawn at random for each city and kept in its folder alone, for whoever started it; set at the city's machine the way an administrator does. */
export function openAccounts(
  root: string,
  folder: string,
  city: { readonly dataFolder: string; readonly keyFile: string },
): Accounts {
  const file = join(folder, FILE)
  if (!existsSync(file)) makeAccounts(root, folder, file, city)
  const lines = readFileSync(file, 'utf8').split('\n')
  return new Map(lines.filter((line) => line !== '').map((line) => line.split(' ') as [string, string]))
}

function makeAccounts(
  root: string,
  folder: string,
  file: string,
  { dataFolder, keyFile }: { dataFolder: string; keyFile: string },
): void {
  const facts = readInitFolder(join(folder, 'city')).changes.flatMap((change) => change.facts)
  const logins = facts.flatMap((fact) => (fact.kind === 'account' ? [fact.account.login] : []))
  const lines = logins.map((login) => `${login} ${password()}\n`)
  const draft = `${file}.new`
  writeFileSync(draft, lines.join(''), { mode: 0o600 })
  const where = ['--data', dataFolder, '--key', keyFile, '--city', join(folder, 'city')]
  const args = ['core/dist/cli/main.js', 'account', 'first-passwords', ...where, '--file', draft, '--own', 'yes']
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('liandong account failed')
  // Only now: a start that was interrupted sets them again.
  writeFileSync(file, lines.join(''), { mode: 0o600 })
}

/** Without letters and digits that look alike, four of them between dashes: about 92 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

function password(): string {
  const groups = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join(''))
  return groups.join('-')
}

export function passwordOf(accounts: Accounts, login: string): string {
  const found = accounts.get(login)
  if (found === undefined) throw new Error(`${login} has no account`)
  return found
}

/** Somebody of the demonstration at a desk. */
export function actorIn({ accounts }: { readonly accounts: Accounts }, login: string, place: string) {
  return { login, place, password: passwordOf(accounts, login) }
}
