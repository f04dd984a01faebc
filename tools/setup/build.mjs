import { binary, run } from './run.mjs'
import { onceFor } from './stamp.mjs'

/** Programs that have sources of their own and a folder `dist`. */
const programs = ['core', 'gateway', 'edge-agent']

/** The agent ships as one file, which starts faster and in less memory. */
const bundleConfig = 'edge-agent/rolldown.config.mjs'

const builtPage = 'admin-web/dist/index.html'

/** The protobuf code that `core/src/wire` reads; local plugins, no network. */
export function generateCode() {
  const inputs = ['proto', 'package-lock.json']
  return onceFor({ name: 'codegen', inputs, output: 'core/src/wire/gen' }, () =>
    run(binary('buf'), ['generate', 'proto', '--template', 'proto/buf.gen.yaml']),
  )
}

/** The page that both programs serve; the agent's bundle takes a copy, so it comes before the build. */
export function buildPages() {
  const folder = 'admin-web'
  const inputs = ['package-lock.json', ...['src', 'index.html', 'vite.config.ts'].map((name) => `${folder}/${name}`)]
  return onceFor({ name: 'pages', inputs, output: builtPage }, () =>
    run(binary('vite'), ['build', folder, '--logLevel', 'warn'], { NODE_ENV: 'production' }),
  )
}

/** What programs run, and the image of the contracts that gRPC reflection reads. */
export function build() {
  const sources = programs.flatMap((program) => [`${program}/src`, `${program}/tsconfig.json`])
  const inputs = ['proto', 'tsconfig.base.json', 'package-lock.json', bundleConfig, builtPage, ...sources]
  return onceFor({ name: 'build', inputs, output: 'core/dist/liandong.binpb' }, () => {
    run(binary('tsc'), ['-b', ...programs])
    run(binary('rolldown'), ['-c', bundleConfig])
    run(binary('buf'), ['build', 'proto', '-o', 'core/dist/liandong.binpb'])
  })
}
