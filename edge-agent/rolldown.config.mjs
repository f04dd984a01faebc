import { copyFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'rolldown'

const here = dirname(fileURLToPath(import.meta.url))
const sqliteFolder = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'))
const library = 'better_sqlite3.node'

/** A station gets two files: the program, and SQLite's library beside it, which is loaded from there. */
const libraryBeside = {
  name: 'library-beside',
  resolveId: (id) => (id === 'bindings' ? '\0bindings' : null),
  load: (id) => (id === '\0bindings' ? { code: `module.exports = (name) => require('./' + name)`, moduleType: 'js' } : null),
  writeBundle: () => copyFileSync(join(sqliteFolder, 'build/Release', library), join(here, 'dist', library)),
}

export default defineConfig({
  input: join(here, 'dist/main.js'),
  platform: 'node',
  plugins: [libraryBeside],
  output: { file: join(here, 'dist/agent.mjs'), format: 'esm', minify: true, codeSplitting: false },
})
