import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { readConfig } from './config.js'
import { Secret } from './secret.js'
import { flatten } from './setting/setting-tree.js'
import { choice, flag, integer, secret, text } from './setting/setting.js'

const settings = {
  dataFolder: text({ help: 'where everything is kept' }),
  http: {
    port: integer({ help: 'port of the door', default: 8080, min: 0, max: 65_535 }),
    trace: flag({ help: 'log every request', default: false }),
  },
  tier: choice({ help: 'which gateway this is', values: ['city', 'county'] }),
  nats: {
    url: text({ help: 'the broker', default: null, pattern: /^nats:/ }),
    password: secret({ help: 'password at the broker', default: null }),
  },
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'liandong-config-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function read(env: Record<string, string>) {
  const result = readConfig(settings, env)
  if (result.kind === 'mistakes') throw new Error(result.mistakes.join('\n'))
  return result.config
}

function mistakes(env: Record<string, string>): readonly string[] {
  const result = readConfig(settings, env)
  return result.kind === 'mistakes' ? result.mistakes : []
}

const required = { LIANDONG_DATA_FOLDER: 'here', LIANDONG_TIER: 'county' }

test('what is not given has its default, what is absent is null', () => {
  expect(read(required)).toEqual({
    dataFolder: 'here',
    http: { port: 8080, trace: false },
    tier: 'county',
    nats: { url: null, password: null },
  })
})

test('the type follows the declaration', () => {
  const config = read(required)
  expect(config.tier).toBe('county')
  expectTypeOf(config.tier).toEqualTypeOf<'city' | 'county'>()
  expectTypeOf(config.http.port).toEqualTypeOf<number>()
  expectTypeOf(config.nats.url).toEqualTypeOf<string | null>()
})

test('a setting without a default is never null', () => {
  const declared = { key: secret({ help: 'a key that must be there' }) }
  const result = readConfig(declared, {})
  expect(result).toEqual({
    kind: 'mistakes',
    mistakes: ['LIANDONG_KEY_FILE (or "keyFile" of the configuration file) must be given'],
  })
  if (result.kind === 'config') expectTypeOf(result.config.key).toEqualTypeOf<Secret>()
})

test('the environment wins over the file', () => {
  const file = fileWith('both.json', JSON.stringify({ dataFolder: 'there', tier: 'city', http: { port: 1, trace: true } }))
  const config = read({ LIANDONG_CONFIG: file, LIANDONG_HTTP_PORT: '2' })
  expect(config).toMatchObject({ dataFolder: 'there', tier: 'city', http: { port: 2, trace: true } })
})

test('every mistake is reported at once', () => {
  const file = fileWith('wrong.json', JSON.stringify({ http: { port: 70_000, prot: 1 }, colour: 'red' }))
  const found = mistakes({
    LIANDONG_CONFIG: file,
    LIANDONG_TIER: 'village',
    LIANDONG_HTTP_TRACE: 'yes',
    LIANDONG_NATS_URL: 'http://broker',
    LIANDONG_NATS_PASSWORD_FILE: join(folder, 'absent'),
    LIANDONG_TYPO: '1',
    HOME: '/root',
  })
  expect(found).toEqual([
    '"http.prot" of the configuration file is no setting of this program',
    '"colour" of the configuration file is no setting of this program',
    'LIANDONG_TYPO is no setting of this program',
    'LIANDONG_DATA_FOLDER (or "dataFolder" of the configuration file) must be given',
    '"http.port" of the configuration file must be a whole number from 0 to 65535',
    'LIANDONG_HTTP_TRACE must be true or false',
    'LIANDONG_TIER must be one of: city, county',
    'LIANDONG_NATS_URL must be so: matches ^nats:',
    'LIANDONG_NATS_PASSWORD_FILE names a file that cannot be read (ENOENT)',
  ])
})

test.each(['', '1.5', '1e3', ' 7', '-1', '65536', '99999999999999999999'])('%j is no port', (port) => {
  expect(mistakes({ ...required, LIANDONG_HTTP_PORT: port })).toEqual([
    'LIANDONG_HTTP_PORT must be a whole number from 0 to 65535',
  ])
})

test.each(['not json', '[1]', '"text"', 'null'])('a configuration file that holds %j is a mistake', (content) => {
  expect(mistakes({ ...required, LIANDONG_CONFIG: fileWith('odd.json', content) })).toHaveLength(1)
})

test('a configuration file that is not there is a mistake', () => {
  expect(mistakes({ ...required, LIANDONG_CONFIG: join(folder, 'absent.json') })[0]).toContain('no such file')
})

test('the result is frozen all the way down', () => {
  const config = read(required)
  expect(Object.isFrozen(config)).toBe(true)
  expect(Object.isFrozen(config.http)).toBe(true)
})

test('a secret comes from its file and is never printed', () => {
  const { nats } = read({ ...required, LIANDONG_NATS_PASSWORD_FILE: fileWith('password', 'hush\n') })
  expect(nats.password?.reveal()).toBe('hush')
  expect(`${JSON.stringify(nats)} ${inspect(nats)} ${String(nats.password)}`).not.toContain('hush')
  expect(JSON.stringify(nats)).toBe('{"url":null,"password":"[secret]"}')
  expect(nats.password).toBeInstanceOf(Secret)
})

test('an empty secret is a mistake', () => {
  const found = mistakes({ ...required, LIANDONG_NATS_PASSWORD_FILE: fileWith('empty', ' \n') })
  expect(found).toEqual(['LIANDONG_NATS_PASSWORD_FILE names an empty file'])
})

test('help can name every setting where it may be given', () => {
  expect(flatten(settings).map(({ key, variable, setting }) => `${key} ${variable} ${setting.limits}`)).toEqual([
    'dataFolder LIANDONG_DATA_FOLDER ',
    'http.port LIANDONG_HTTP_PORT 0 to 65535',
    'http.trace LIANDONG_HTTP_TRACE true or false',
    'tier LIANDONG_TIER city, county',
    'nats.url LIANDONG_NATS_URL matches ^nats:',
    'nats.passwordFile LIANDONG_NATS_PASSWORD_FILE the name of a file that holds it',
  ])
})

test('two settings of one name are a bug of the declaration', () => {
  const twice = { a: { b: flag({ help: '' }) }, aB: flag({ help: '' }) }
  expect(() => flatten(twice)).toThrow('two settings would be read from LIANDONG_A_B')
})
