import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root, StartedProgram } from './started-program.js'
import { TestCity } from './test-city.js'

const dist = join(root, 'edge-agent/dist')
const files = () => readdirSync(dist).filter((name) => /^agent.*\.mjs$|\.node$/.test(name))

let city: TestCity
let folder: string
beforeAll(async () => {
  city = await TestCity.make()
  folder = mkdtempSync(join(tmpdir(), 'liandong-station-'))
  for (const file of files()) cpSync(join(dist, file), join(folder, file))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await city[Symbol.asyncDispose]()
})

it('an agent is a few files beside the libraries of SQLite and of password hashes, and needs no packages', async () => {
  const settings = { ...city.agentSettings('village', 1), NODE_PATH: '' }
  await using agent = new StartedProgram([join(folder, 'agent.mjs')], settings)
  await agent.line('ready')
  expect(await agent.stop()).toBe(0)
})

it('an agent does not bring the bus along, and the making of certificates apart', () => {
  const bundle = readFileSync(join(dist, 'agent.mjs'), 'utf8')
  expect(bundle.match(/nkeyAuthenticator|jetstreamManager|X509CertificateGenerator|reflect-metadata/g)).toBeNull()
  const apart = files()
    .filter((name) => name.endsWith('.mjs') && name !== 'agent.mjs')
    .map((name) => readFileSync(join(dist, name), 'utf8'))
    .join('\n')
  expect(apart.match(/nkeyAuthenticator/g)).toBeNull()
  expect(apart).toContain('CERTIFICATE REQUEST')
  const gateway = readFileSync(join(root, 'core/dist/transport/nats/connection.js'), 'utf8')
  expect(gateway.match(/nkeyAuthenticator/g)).not.toBeNull()
})

it('an agent names no part of itself that does not lie beside it', () => {
  const shipped = new Set(files())
  const named = [...shipped]
    .filter((name) => name.endsWith('.mjs'))
    .flatMap((name) =>
      [...readFileSync(join(dist, name), 'utf8').matchAll(/["'`]\.\/(agent[^"'`]*\.mjs)["'`]/g)].map(([, part]) => part),
    )
  expect(named).toContain('agent-certificates.mjs')
  expect(named.filter((part) => !shipped.has(part ?? ''))).toEqual([])
})
