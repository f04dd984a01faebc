import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** Beside the compiled benches, where the database's native part is found. */
const output = fileURLToPath(new URL('../../bundles', import.meta.url))

/** One file of a program and its libraries, made as the agent's own is; native parts stay outside. */
export async function bundled(entry: URL, name: string): Promise<string> {
  const file = join(output, `${name}.mjs`)
  const bundle = await rolldown({
    input: fileURLToPath(entry),
    platform: 'node',
    external: ['better-sqlite3'],
    logLevel: 'silent',
  })
  await bundle.write({ file, format: 'esm', codeSplitting: false, minify: true })
  await bundle.close()
  return file
}
