import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root, StartedProgram } from './started-program.js'
import { TestCity } from './test-city.js'

const files = ['agent.mjs', 'better_sqlite3.node']

let city: TestCity
let folder: string
beforeAll(async () => {
  city = await TestCity.make()
  folder = mkdtempSync(join(tmpdir(), 'liandong-station-'))
  for (const file of files) cpSync(join(root, 'edge-agent/dist', file), join(folder, file))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await city[Symbol.asyncDispose]()
})

it('an agent is one file beside the library of SQLite, and needs no packages', async () => {
  const settings = { ...city.agentSettings('village', 1), NODE_PATH: '' }
  await using agent = new StartedProgram([join(folder, 'agent.mjs')], settings)
  await agent.line('ready')
  expect(await agent.stop()).toBe(0)
})

it('an agent brings neither the bus nor the making of certificates along', () => {
  const bundle = readFileSync(join(root, 'edge-agent/dist/agent.mjs'), 'utf8')
  expect(bundle.match(/nkeyAuthenticator|jetstreamManager|X509CertificateGenerator|reflect-metadata/g)).toBeNull()
  const gateway = readFileSync(join(root, 'core/dist/transport/nats/connection.js'), 'utf8')
  expect(gateway.match(/nkeyAuthenticator/g)).not.toBeNull()
})
