import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import type { Sources } from './check.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const packages = ['core', 'gateway', 'edge-agent', 'admin-web']

/** All sources of the packages; tests may import anything, and generated code is not ours to shape. */
export function readSources(): Sources {
  const paths = packages
    .map((name) => `${name}/src`)
    .filter(isThere)
    .flatMap(filesBelow)
    .filter(isOurSource)
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

function isThere(folder: string): boolean {
  return existsSync(join(root, folder))
}

function isOurSource(path: string): boolean {
  return /\.tsx?$/.test(path) && !/\.(test|testing)\.tsx?$/.test(path) && !path.startsWith('core/src/wire/gen/')
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  )
}
