import { fileURLToPath } from 'node:url'
import type { Contestant } from '../harness/contest.js'
import { bundled } from './bundle.js'
import { nameOf, nodeFlags, type ProgramName, SETTLE_MS, type Size } from './names.js'
import { freePort, startProgram } from './program.js'

/** The agent's floor is one bundle like the agent itself; a gateway runs from its folder of modules. It holds no cases. */
export function librariesOnly(program: ProgramName, size: Size): Contestant {
  return async () => {
    const entry = new URL(`./floor-${program}-program.js`, import.meta.url)
    const file = program === 'agent' ? await bundled(entry, 'floor-agent') : fileURLToPath(entry)
    const port = await freePort()
    const url = `http://127.0.0.1:${port}/healthz`
    await using started = await startProgram({ file, nodeFlags: nodeFlags[program], env: { PORT: String(port) }, url })
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const usage = started.usage()
    const name = nameOf(program, size)
    return {
      values: { [`${name}, ready`]: started.readyMs / 1000, [`${name}, resident`]: usage.rssMB },
      usage: { 'libraries alone': usage },
      missing: 0,
    }
  }
}
