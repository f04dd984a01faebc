import { copyFileSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'rolldown'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const sqliteFolder = dirname(require.resolve('better-sqlite3/package.json'))
const sqliteLibrary = 'better_sqlite3.node'
const hashLibrary = 'argon2.node'

/** The one library that was installed for this machine; the package itself would look for all there are. */
function hashLibraryHere() {
  const folder = dirname(dirname(require.resolve('@node-rs/argon2/package.json')))
  const found = readdirSync(folder).filter((name) => name.startsWith('argon2-'))
  const files = found.flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
  return files.find((file) => file.endsWith('.node'))
}

/** What is loaded from beside the program, and as what. */
const loaders = {
  bindings: `module.exports = (name) => require('./' + name)`,
  '@node-rs/argon2': `module.exports = ((name) => require('./' + name))('${hashLibrary}')`,
}

/** A station gets the program, the libraries of SQLite and of password hashes beside it, which are loaded from there, and the page. */
const librariesBeside = {
  name: 'libraries-beside',
  resolveId: (id) => (Object.hasOwn(loaders, id) ? `\0${id}` : null),
  load: (id) => (Object.hasOwn(loaders, id.slice(1)) ? { code: loaders[id.slice(1)], moduleType: 'js' } : null),
  writeBundle: () => {
    copyFileSync(join(sqliteFolder, 'build/Release', sqliteLibrary), join(here, 'dist', sqliteLibrary))
    copyFileSync(hashLibraryHere(), join(here, 'dist', hashLibrary))
  },
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
  // A list that somebody uploads is read in a thread of its own, whose script the program looks for beside itself.
  input: { agent: join(here, 'dist/main.js'), 'table-thread': join(here, '../core/dist/site/outside-returns/table-thread.js') },
  platform: 'node',
  plugins: [librariesBeside, pagesBeside],
  // What makes certificates is large and rarely needed: it lies beside the program and is loaded only to enrol or renew.
  output: {
    dir: join(here, 'dist'),
    entryFileNames: ({ name }) => (name === 'agent' ? 'agent.mjs' : `${name}.js`),
    chunkFileNames: 'agent-[name].mjs',
    format: 'esm',
    minify: true,
  },
})
