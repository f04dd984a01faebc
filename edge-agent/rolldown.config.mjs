import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'rolldown'

const here = dirname(fileURLToPath(import.meta.url))
const sqliteFolder = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'))
const library = 'better_sqlite3.node'

/** A station gets the program, SQLite's library beside it, which is loaded from there, and the page. */
const libraryBeside = {
  name: 'library-beside',
  resolveId: (id) => (id === 'bindings' ? '\0bindings' : null),
  load: (id) => (id === '\0bindings' ? { code: `module.exports = (name) => require('./' + name)`, moduleType: 'js' } : null),
  writeBundle: () => copyFileSync(join(sqliteFolder, 'build/Release', library), join(here, 'dist', library)),
}

const builtPages = join(here, '../admin-web/dist')

const pagesBeside = {
  name: 'pages-beside',
  writeBundle: () => {
    const pages = join(here, 'dist/pages')
    rmSync(pages, { recursive: true, force: true })
    if (existsSync(builtPages)) cpSync(builtPages, pages, { recursive: true })
  },
}

export default defineConfig({
  input: join(here, 'dist/main.js'),
  platform: 'node',
  plugins: [libraryBeside, pagesBeside],
  // What makes certificates is large and rarely needed: it lies beside the program and is loaded only to enrol or renew.
  output: {
    dir: join(here, 'dist'),
    entryFileNames: 'agent.mjs',
    chunkFileNames: 'agent-[name].mjs',
    format: 'esm',
    minify: true,
  },
})
