import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Usage } from '../harness/contest.js'
import { usageOf } from '../harness/usage.js'

/** A program as an operator would start it. */
export interface ProgramStart {
  readonly file: string
  readonly nodeFlags: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** What is asked until it answers with 200. */
  readonly url: string
}

export interface Program extends AsyncDisposable {
  /** From the start of the process to its first answer. */
  readonly readyMs: number
  usage(): Usage
}

const ASK_EVERY_MS = 5
/** A program that has not answered by then is broken. */
const DEADLINE_MS = 60_000
const END_MS = 10_000

/** Starts a program and asks it until it answers. Its output goes to stderr. */
export async function startProgram({ file, nodeFlags, env, url }: ProgramStart): Promise<Program> {
  const startMs = performance.now()
  const child = spawn(process.execPath, [...nodeFlags, file], { stdio: ['ignore', 2, 2], env: { ...process.env, ...env } })
  try {
    await firstAnswer(child, url, startMs + DEADLINE_MS)
  } catch (error) {
    await end(child)
    throw error
  }
  const readyMs = performance.now() - startMs
  return { readyMs, usage: () => usageOf(child.pid ?? 0), [Symbol.asyncDispose]: () => end(child) }
}

async function firstAnswer(child: ChildProcess, url: string, deadlineMs: number): Promise<void> {
  while (!(await isAnswered(url))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended with ${child.signalCode ?? child.exitCode}`)
    if (performance.now() > deadlineMs) throw new Error(`no answer from ${url}`)
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
}

async function isAnswered(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200
  } catch {
    return false
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS)
  await ended
  clearTimeout(timer)
}

/** A port nobody listens on; the program started next takes it. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
