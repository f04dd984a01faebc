import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Contestant } from '../harness/contest.js'
import { signIn } from '../ours/signed-in.js'
import type { Acting } from '@liandong/core/site/act.js'
import { nameOf, nodeFlags, type ProgramName, SETTLE_MS, type Size } from './names.js'
import { freePort, startProgram } from './program.js'
import { type PreparedSite, prepared } from './prepared.js'

/** Compiled benches lie in `.setup/bench/bench`. */
const root = fileURLToPath(new URL('../../../..', import.meta.url))
const files: Readonly<Record<ProgramName, string>> = { agent: 'edge-agent/dist/agent.mjs', gateway: 'gateway/dist/main.js' }

/** Starts the program as it ships, over a store of the demonstration's city, with its parent away. */
export function programTrial(program: ProgramName, size: Size): Contestant {
  return async () => {
    const site = await prepared(program, size)
    const port = await freePort()
    const base = `http://127.0.0.1:${port}`
    const file = join(root, files[program])
    const env = settingsOf(program, site, port, await freePort())
    await using started = await startProgram({ file, nodeFlags: nodeFlags[program], env, url: `${base}/readyz` })
    const missing = size - (await countCases(base, site.acting))
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const usage = started.usage()
    const name = nameOf(program, size)
    const values = { [`${name}, ready`]: started.readyMs / 1000, [`${name}, resident`]: usage.rssMB }
    return { values, usage: { [program]: usage }, missing }
  }
}

function settingsOf(program: ProgramName, site: PreparedSite, httpPort: number, grpcPort: number): Record<string, string> {
  const gateway = { LIANDONG_TIER: 'county', LIANDONG_GRPC_HOST: '127.0.0.1', LIANDONG_GRPC_PORT: String(grpcPort) }
  return {
    LIANDONG_SITE: site.id,
    LIANDONG_DATA_FOLDER: site.storeFolder,
    LIANDONG_STORE_KEY_FILE: `${site.storeFolder}.key`,
    LIANDONG_KEYS_FOLDER: site.keysFolder,
    LIANDONG_HTTP_PORT: String(httpPort),
    LIANDONG_PARENT_SITE: site.parent,
    // Port 9 (discard) is served nowhere: the parent is away, as on the morning after a storm.
    LIANDONG_PARENT_ADDRESS: '127.0.0.1:9',
    LIANDONG_LOG_LEVEL: 'error',
    ...(program === 'gateway' ? gateway : {}),
  }
}

/** All cases by stage, as a list shows them; touches the store as a first page would. */
async function countCases(base: string, { person, place }: Acting): Promise<number> {
  const headers = await signIn(base, person, place)
  const answer = await fetch(`${base}/api/cases/counts`, { headers })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  const { stages } = (await answer.json()) as { stages: readonly { count: number }[] }
  await fetch(`${base}/api/cases?limit=50`, { headers })
  return stages.reduce((sum, { count }) => sum + count, 0)
}
