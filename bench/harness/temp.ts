import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A new folder for the time of `use`, removed afterwards. It lies in `BENCH_DIR` or the system's temporary folder, which must be on
 * a disk: on a memory file system a sync costs nothing and every durable figure is a lie.
 */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(process.env['BENCH_DIR'] ?? tmpdir(), 'liandong-bench-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
