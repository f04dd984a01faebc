import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Beside the agent's one file, and in a checkout: below `core/src/http/pages` as below `core/dist/http/pages`. */
const places = ['./pages/', '../../../../admin-web/dist/']

/** The folder of the built page; null where it was never built, which stops no counter's program. */
export function findPages(): string | null {
  const folders = places.map((place) => fileURLToPath(new URL(place, import.meta.url)))
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? null
}
