import { expect, test } from 'vitest'
import { gatewaySettings } from '@liandong/core/cli/program/settings.js'
import { readConfig } from '@liandong/core/runtime/config.js'
import { decideGatewayConfig } from './config.js'

const common = { LIANDONG_SITE: 's1', LIANDONG_DATA_FOLDER: 'data', LIANDONG_KEYS_FOLDER: 'keys' }
const parent = { LIANDONG_PARENT_SITE: 's0', LIANDONG_PARENT_ADDRESS: 'city:8443' }

function decide(env: Readonly<Record<string, string>>) {
  const read = readConfig(gatewaySettings, { ...common, ...env })
  if (read.kind === 'mistakes') throw new Error(read.mistakes.join('\n'))
  return decideGatewayConfig(read.config)
}

test('a city has no parent and may be founded', () => {
  expect(decide({ LIANDONG_TIER: 'city', LIANDONG_FIRST_FOLDER: 'first' })).toMatchObject({
    kind: 'config',
    config: { tier: 'city', parent: null, nats: null, firstFolder: 'first', http: { host: '127.0.0.1', port: 8080 } },
  })
})

test('a county has a parent, and a bus of one server or several', () => {
  expect(decide({ LIANDONG_TIER: 'county', ...parent, LIANDONG_NATS_SERVERS: 'a:1,b:2' })).toMatchObject({
    kind: 'config',
    config: { parent: { site: 's0', address: 'city:8443' }, nats: { servers: ['a:1', 'b:2'], server: null } },
  })
})

test('settings of the other tier are mistakes, all named at once', () => {
  expect(decide({ LIANDONG_TIER: 'county', LIANDONG_FIRST_FOLDER: 'first' })).toMatchObject({ mistakes: { length: 2 } })
  expect(decide({ LIANDONG_TIER: 'city', ...parent })).toMatchObject({ mistakes: { length: 2 } })
})
