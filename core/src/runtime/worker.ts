import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type ResourceLimits, Worker } from 'node:worker_threads'

export interface WorkerJob {
  /** The script beside the one that asks, named as it is built: `new URL('./x.js', import.meta.url)`. */
  readonly script: URL
  readonly data: unknown
  readonly limits: ResourceLimits
  /** After so long it is stopped. */
  readonly timeoutMs: number
  readonly onMessage: (message: unknown) => void
  /** Somebody no longer wants the answer: the thread is stopped at once. */
  readonly signal?: AbortSignal
}

/** How a worker ended: by itself, by an error of its own, by one of its limits, or because it was asked to. */
export type WorkerEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'limit'; readonly detail: 'memory' | 'time' }
  | { readonly kind: 'stopped' }

/** Runs a script in a thread of its own, so that nothing else waits for it and its limits bound what it can take. */
export function runWorker({ script, data, limits, timeoutMs, onMessage, signal }: WorkerJob): Promise<WorkerEnd> {
  return new Promise((resolve) => {
    const worker = new Worker(runnable(script), { workerData: data, resourceLimits: limits })
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      void worker.terminate()
    }, timeoutMs)
    const stop = () => void worker.terminate()
    signal?.addEventListener('abort', stop)
    if (signal?.aborted === true) stop()
    let failure: unknown = null
    worker.on('message', onMessage)
    worker.on('error', (error) => {
      failure = error
    })
    worker.on('exit', () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      if (signal?.aborted === true) resolve({ kind: 'stopped' })
      else if (timedOut) resolve({ kind: 'limit', detail: 'time' })
      else if (isOutOfMemory(failure)) resolve({ kind: 'limit', detail: 'memory' })
      else resolve(failure === null ? { kind: 'done' } : { kind: 'failed', error: failure })
    })
  })
}

/** From sources, as tests and tools run, the script is TypeScript and a loader reads it. */
function runnable(script: URL): URL {
  if (!import.meta.url.endsWith('.ts')) return script
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href
  const source = script.href.replace(/\.js$/, '.ts')
  const code = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(source)})`
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`)
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
