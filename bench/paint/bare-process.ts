import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { serve } from '../harness/serve.js'

/** Within the repository, so that React is the one of our own pages. */
const folder = fileURLToPath(new URL('../../../bare-page/', import.meta.url))
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }
let server: Server | null = null

/** The least a React page can be: one element, built as ours are, served without a question to anybody. */
async function start(): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.html'), '<div id="root"></div><script type="module" src="/main.js"></script>')
  await writeFile(
    join(folder, 'main.js'),
    `import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
createRoot(document.getElementById('root')).render(createElement('h1', null, '离线'))`,
  )
  await build({ root: folder, logLevel: 'silent', build: { target: 'chrome88', outDir: 'dist', emptyOutDir: true } })
  server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '/')
    readFile(join(folder, 'dist', path)).then(
      (content) => response.setHeader('content-type', types[extname(path)] ?? 'text/plain').end(content),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function stop(): void {
  server?.close()
}

serve({ start, stop })
