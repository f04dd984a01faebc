import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of the bench that answers acts by name; see `serve.ts` for its side. */
export interface Child extends AsyncDisposable {
  readonly pid: number
  ask<T>(act: string, argument?: unknown): Promise<T>
}

export interface Question {
  readonly id: number
  readonly act: string
  readonly argument: unknown
}

export interface Reply {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** How long a process may take to end by itself once its parent has let go. */
const END_MS = 5_000

/** Starts `file` (a URL beside the caller's) as a process; what it prints goes to stderr, stdout is for the report alone. */
export function startChild(file: URL, nodeFlags: readonly string[] = []): Child {
  const child = fork(fileURLToPath(file), [], {
    execArgv: [...nodeFlags],
    stdio: ['ignore', 2, 2, 'ipc'],
    serialization: 'advanced',
  })
  const waiting = new Map<number, Waiting>()
  child.on('message', (reply: Reply) => answer(waiting, reply))
  child.on('exit', (code, signal) => failAll(waiting, new Error(`${file.pathname} ended with ${signal ?? code}`)))
  return {
    pid: child.pid ?? fail(file),
    ask: (act, argument) => ask(child, waiting, act, argument),
    [Symbol.asyncDispose]: () => end(child),
  }
}

let lastId = 0

function ask<T>(child: ChildProcess, waiting: Map<number, Waiting>, act: string, argument: unknown): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    lastId += 1
    waiting.set(lastId, { resolve, reject })
    child.send({ id: lastId, act, argument } satisfies Question, (error) => error && reject(error))
  })
}

function answer(waiting: Map<number, Waiting>, reply: Reply): void {
  const waiter = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (reply.error === undefined) waiter?.resolve(reply.value as never)
  else waiter?.reject(new Error(reply.error))
}

function failAll(waiting: Map<number, Waiting>, error: Error): void {
  for (const waiter of waiting.values()) waiter.reject(error)
  waiting.clear()
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  if (child.connected) child.disconnect()
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS)
  await ended
  clearTimeout(timer)
}

function fail(file: URL): never {
  throw new Error(`cannot start ${file.pathname}`)
}
