import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { Fault } from '../../domain/fault.js'
import { choice, integer } from '../../runtime/setting/setting.js'
import { type Program, type ProgramHost, runProgram } from './run-program.js'

const settings = {
  port: integer({ help: 'where', min: 1, max: 9 }),
  log: { level: choice({ help: 'how much', values: ['info', 'silent'], default: 'silent' }) },
} as const

class FakeHost extends EventEmitter implements ProgramHost {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  exitCode: number | undefined
  readonly exits: number[] = []
  said = ''
  told = ''
  readonly stdout = { write: (text: string) => (this.said += text) }
  readonly stderr = { write: (text: string) => (this.told += text) }

  constructor(env: Record<string, string>, argv: readonly string[] = []) {
    super()
    this.env = env
    this.argv = argv
  }

  exit(code: number): void {
    this.exits.push(code)
  }
}

class Deferred {
  resolve = (): void => {}
  readonly promise = new Promise<void>((resolve) => {
    this.resolve = resolve
  })
}

type Values = { readonly port: number }

function program(start: Program<typeof settings, Values>['start']): Program<typeof settings, Values> {
  return {
    name: 'a program',
    settings,
    decide: ({ port }) =>
      port === 9 ? { kind: 'mistakes', mistakes: ['9 is for others'] } : { kind: 'config', config: { port } },
    start,
  }
}

const neverStarts = program(() => Promise.reject(new Error('must not start')))

describe('a program', () => {
  it('starts with what was decided and closes at the first signal', async () => {
    const host = new FakeHost({ LIANDONG_PORT: '5' })
    const close = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const running = runProgram(
      program(({ port }) => {
        expect(port).toBe(5)
        queueMicrotask(() => host.emit('SIGTERM'))
        return Promise.resolve({ close })
      }),
      host,
    )
    await running
    expect(close).toHaveBeenCalledOnce()
    expect([host.exitCode, host.exits, host.told]).toEqual([undefined, [], ''])
  })

  it('ends at once at the second signal, however long closing takes', async () => {
    const host = new FakeHost({ LIANDONG_PORT: '5' })
    const closing = new Deferred()
    const close = vi.fn<() => Promise<void>>(() => closing.promise)
    const running = runProgram(
      program(() => Promise.resolve({ close })),
      host,
    )
    host.emit('SIGINT')
    await vi.waitFor(() => expect(close).toHaveBeenCalled())
    expect(host.exits).toEqual([])
    host.emit('SIGINT')
    expect(host.exits).toEqual([1])
    closing.resolve()
    await running
  })

  it('says in both languages why it could not start', async () => {
    const host = new FakeHost({ LIANDONG_PORT: '5' })
    await runProgram(
      program(() => Promise.reject(new Fault('port/in-use', '127.0.0.1:80'))),
      host,
    )
    expect(host.told).toBe(
      '端口已被占用 (127.0.0.1:80)。请换端口或关闭占用程序。 [port/in-use]\nThe port is in use (127.0.0.1:80). Choose another port or stop its user.\n',
    )
    expect(host.exitCode).toBe(1)
  })

  it('shows where a bug came from', async () => {
    const host = new FakeHost({ LIANDONG_PORT: '5' })
    await runProgram(neverStarts, host)
    expect(host.told).toContain('[internal/bug]')
    expect(host.told).toContain('run-program.test.ts')
  })

  it('names every mistake of its settings and does not start', async () => {
    const host = new FakeHost({ LIANDONG_PORT: '50', LIANDONG_LOG_LEVEL: 'loud' })
    await runProgram(neverStarts, host)
    expect(host.told).toContain('LIANDONG_PORT must be a whole number from 1 to 9')
    expect(host.told).toContain('LIANDONG_LOG_LEVEL must be one of: info, silent')
    expect(host.exitCode).toBe(2)
  })

  it('names what is wrong with them together', async () => {
    const host = new FakeHost({ LIANDONG_PORT: '9' })
    await runProgram(neverStarts, host)
    expect(host.told).toContain('9 is for others')
    expect(host.exitCode).toBe(2)
  })

  it('prints its settings when asked for help', async () => {
    const host = new FakeHost({}, ['node', 'main.js', '--help'])
    await runProgram(neverStarts, host)
    expect(host.said).toContain('LIANDONG_PORT       where (1 to 9; must be given)')
    expect(host.said).toContain('LIANDONG_LOG_LEVEL  how much (info, silent; default "silent")')
  })
})
