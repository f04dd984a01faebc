import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openApp } from '../../http/app.testing.js'
import { openCounter } from '../../site/counter.testing.js'
import { HashSlots } from '../../site/people/hashing.js'
import { givePassword, PASSWORD } from '../../site/people/people.testing.js'
import { signIn } from '../../site/people/sign-in.js'
import { verifierOf } from '../../store/people/verifiers.js'
import { runCommand } from '../commands/run-command.js'
import { accountCommand } from './account-command.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-account-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function run(...words: readonly string[]) {
  const said: string[] = []
  const world = { nowMs: 1, print: (line: string) => said.push(line), printError: (line: string) => said.push(line) }
  const code = await runCommand({ account: accountCommand }, ['account', ...words], world)
  return { code, said: said.join('\n') }
}

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

/** A store of the county, closed again, and the file of its key. */
function closedStore() {
  const [data, key] = [join(folder, 'store'), join(folder, 'store.key')]
  openCounter('a', { folder: data, keyFile: key }).store.close()
  return ['--data', data, '--key', key]
}

async function signInWith(login: string, secret: string) {
  const counter = openCounter('a', { folder: join(folder, 'store'), keyFile: join(folder, 'store.key') })
  const typed = { login, secret, isPin: false, code: null, machine: null, address: '' }
  const { kind } = await signIn(counter.site, new HashSlots(1), typed)
  const mustChange = verifierOf(counter.store, 'a-clerk')?.mustChange
  counter.store.close()
  return { kind, mustChange }
}

test('the first password of an account is set at the machine of its site, and has to be changed', async () => {
  const store = closedStore()
  const password = ['--password-file', file('password', PASSWORD)]
  expect(await run('first-password', ...store, '--login', 'a-clerk', ...password)).toMatchObject({ code: 0 })
  expect(await signInWith('a-clerk', PASSWORD)).toEqual({ kind: 'signed-in', mustChange: true })
  expect(await run('first-password', ...store, '--login', 'a-clerk', ...password, '--own', 'yes')).toMatchObject({ code: 0 })
  expect(await signInWith('a-clerk', PASSWORD)).toEqual({ kind: 'signed-in', mustChange: false })
})

test('many are set at once, or none of them', async () => {
  const store = closedStore()
  const one = `a-clerk ${PASSWORD}\n`
  const broken = await run('first-passwords', ...store, '--file', file('passwords', `${one}nobody ${PASSWORD}\n`))
  expect(broken).toMatchObject({ code: 1, said: expect.stringContaining('account/unknown') })
  expect((await signInWith('a-clerk', PASSWORD)).kind).toBe('refused')
  expect(await run('first-passwords', ...store, '--file', file('passwords', `${one}\na-window Hai-bin-4711\n`))).toMatchObject({
    code: 0,
    said: expect.stringContaining('2'),
  })
  expect((await signInWith('a-window', 'Hai-bin-4711')).kind).toBe('signed-in')
})

test('a weak one is refused with the rules', async () => {
  const told = await run('first-password', ...closedStore(), '--login', 'a-clerk', '--password-file', file('password', 'short'))
  expect(told).toMatchObject({ code: 1, said: expect.stringContaining('password/unfit') })
})

test('one’s own is changed at a running site', async () => {
  const app = openApp('a', { signsIn: true })
  await givePassword(app.site, 'a-clerk', PASSWORD, { mustChange: true })
  const url = await app.app.listen({ host: '127.0.0.1', port: 0 })
  const files = ['--password-file', file('old', PASSWORD), '--new-password-file', file('new', 'Hai-bin-4711')]
  expect(await run('change-password', '--url', url, '--login', 'a-clerk', ...files)).toMatchObject({ code: 0 })
  expect(verifierOf(app.site.store, 'a-clerk')?.mustChange).toBe(false)
  expect(app.site.store.people.sessions.all()).toEqual([])
  expect(await run('change-password', '--url', url, '--login', 'a-clerk', ...files)).toMatchObject({
    code: 1,
    said: expect.stringContaining('sign-in/refused'),
  })
  await app.close()
})
