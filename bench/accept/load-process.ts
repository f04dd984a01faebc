import autocannon from 'autocannon'
import { percentile } from '../harness/figures.js'
import { serve } from '../harness/serve.js'

export interface LoadTask {
  readonly url: string
  readonly connections: number
  /** JSON bodies, each sent once. */
  readonly bodies: readonly string[]
  readonly headers: Readonly<Record<string, string>>
}

export interface LoadResult {
  readonly perSecond: number
  readonly p99Ms: number
  /** Bodies of the answers with a status of 2xx. */
  readonly answers: readonly string[]
}

/** A busy machine may be slow; only an answer that never comes is an error. */
const TIMEOUT_S = 120

/** Sends each body once over as many connections, each sending again as soon as it was answered. */
async function run(task: LoadTask): Promise<LoadResult> {
  const answers: string[] = []
  const latencies: number[] = []
  const startMs = performance.now()
  let lastMs = startMs
  const options = optionsOf(task, (body) => answers.push(body))
  const { non2xx, errors } = await fire(options, (latencyMs) => {
    latencies.push(latencyMs)
    // The load generator itself ends only at a full second.
    lastMs = performance.now()
  })
  const count = task.bodies.length
  if (answers.length !== count) throw new Error(`${answers.length} of ${count} accepted, ${non2xx} refused, ${errors} failed`)
  return { perSecond: count / ((lastMs - startMs) / 1000), p99Ms: percentile(latencies, 0.99), answers }
}

function fire(options: autocannon.Options, answered: (latencyMs: number) => void): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const load = autocannon(options, (error: unknown, result) => (error === null ? resolve(result) : reject(error as Error)))
    load.on('reqError', (error) => process.stderr.write(`load: ${error}\n`))
    load.on('response', (_client, _status, _bytes, latencyMs) => answered(latencyMs))
  })
}

function optionsOf(task: LoadTask, accepted: (body: string) => void): autocannon.Options {
  let next = 0
  const request: autocannon.Request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...task.headers },
    setupRequest: (prepared) => ({ ...prepared, body: task.bodies[next++] ?? '' }),
    onResponse: (status, body) => {
      if (status >= 200 && status < 300) accepted(body)
    },
  }
  return { url: task.url, connections: task.connections, amount: task.bodies.length, timeout: TIMEOUT_S, requests: [request] }
}

serve({ run })
