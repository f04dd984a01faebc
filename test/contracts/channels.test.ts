import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const vitest = join(root, 'node_modules', '.bin', 'vitest')
const networks = ['memory', 'grpc', 'nats'] as const
const files = networks.map((network) => `test/contracts/channel-${network}.test.ts`)

/** What the runner finds in the three files, by the channel's name; nothing of it is run. */
let columns: ReadonlyMap<string, readonly string[]>
beforeAll(() => {
  const { stdout, stderr } = spawnSync(vitest, ['list', '--project', 'contracts', ...files, '--json'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (!stdout.includes('[')) throw new Error(stderr)
  const found = JSON.parse(stdout.slice(stdout.indexOf('['))) as readonly { readonly name: string }[]
  columns = byChannel(found.map(({ name }) => name))
}, 60_000)

test('memory, gRPC and NATS pass the same cases, one by one', () => {
  process.stdout.write(`\n${tableOf(columns)}\n`)
  const [memory, ...others] = networks.map((network) => columns.get(network) ?? [])
  expect(memory?.length).toBeGreaterThan(10)
  for (const other of others) expect(other).toEqual(memory)
})

test('every channel there is passes them', () => {
  const made = readdirSync(join(root, 'test/contracts')).filter((name) => /^channel-.+\.test\.ts$/.test(name))
  expect(made.map((name) => `test/contracts/${name}`).sort()).toEqual([...files].sort())
})

/** `channel over <name> > <case>`, as the contract suite names its tests. */
function byChannel(names: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const name of names) {
    const [, channel = '', title = ''] = /^channel over (.+?) > (.+)$/.exec(name) ?? []
    found.set(channel, [...(found.get(channel) ?? []), title])
  }
  return found
}

function tableOf(found: ReadonlyMap<string, readonly string[]>): string {
  const cases = [...new Set(networks.flatMap((network) => found.get(network) ?? []))]
  const marks = (title: string) =>
    networks.map((network) => (found.get(network)?.includes(title) ? '✓' : '-').padEnd(network.length))
  return [
    `${'case'.padEnd(90)}${networks.join('  ')}`,
    ...cases.map((title) => `${title.padEnd(90)}${marks(title).join('  ')}`),
  ].join('\n')
}
