// Usage: tsx --conditions=source tools/release-fixtures.ts — writes what this version makes into test/fixtures, for every later version to read.

import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { programVersion } from '@liandong/core/runtime/version.js'
import { makeSampleStore } from './release/sample-store.js'
import { sampleEvents, sampleRequests } from './release/samples.js'

const fixtures = fileURLToPath(new URL('../test/fixtures', import.meta.url))

/** A folder of this version; what a release wrote is never written again. */
function folderOf(kind: 'wire' | 'store'): string {
  const folder = join(fixtures, kind, programVersion)
  if (existsSync(folder)) throw new Error(`${folder} is there; what a release wrote stays as it is`)
  mkdirSync(folder, { recursive: true })
  return folder
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 1)}\n`)
}

/** Only the database, the papers and their key: lock and log are of the process that had it open. */
async function writeStore(to: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sample-store-'))
  try {
    writeJson(join(to, 'cases.json'), await makeSampleStore(folder))
    for (const name of ['site.db', 'blobs']) cpSync(join(folder, name), join(to, name), { recursive: true })
    cpSync(`${folder}.key`, join(to, 'site.key'))
  } finally {
    rmSync(folder, { recursive: true })
    rmSync(`${folder}.key`)
  }
}

const wire = folderOf('wire')
writeJson(join(wire, 'events.json'), sampleEvents())
writeJson(join(wire, 'requests.json'), sampleRequests())
await writeStore(folderOf('store'))
