import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const folder = join(root, '.setup')

/** Does `work` unless it was done for the same inputs and `output` is still there. */
export function onceFor({ name, inputs, output }, work) {
  const stamp = join(folder, name)
  const hash = contentHash(inputs)
  const isDone = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(join(root, output))
  if (isDone) return 'unchanged'
  mkdirSync(folder, { recursive: true })
  rmSync(stamp, { force: true })
  work()
  writeFileSync(stamp, hash)
  return 'done'
}

/** Of names and contents of files, folders with all below, and plain words (`{ word }`), in the order given. */
function contentHash(inputs) {
  const hash = createHash('sha256')
  for (const input of inputs) {
    if (typeof input !== 'string') hash.update(`word ${input.word}\0`)
    else for (const path of filesBelow(input)) hash.update(`file ${path}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function filesBelow(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return isTest(path) ? [] : [path]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** Tests run from their sources: changing one needs no new build. */
function isTest(path) {
  return /\.(test|testing)\.tsx?$/.test(path)
}
