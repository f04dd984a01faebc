import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { UsageError } from '../commands/command.js'

/** Where a command reads what nobody else may see. */
export interface SecretInput {
  /** A terminal asks without showing what is typed; anything else is read line by line. */
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean; readonly setRawMode?: (raw: boolean) => unknown }
  readonly output: NodeJS.WritableStream
}

/** Never an argument: those stand in the list of processes, and in what the shell remembers. A file, or asked for. */
export async function readSecret(words: string, file: string | undefined, from: SecretInput = usual): Promise<string> {
  const secret = file === undefined ? await ask(words, from) : readFileSync(file, 'utf8').trim()
  if (secret === '') throw new UsageError(`${words}:没有输入 / nothing given`)
  return secret
}

const usual: SecretInput = { input: process.stdin, output: process.stderr }

function ask(words: string, { input, output }: SecretInput): Promise<string> {
  output.write(`${words}: `)
  return input.isTTY === true ? typed(input, output) : line(input)
}

/** One reader for each input: what comes in one piece may hold the lines of two questions. */
const readers = new WeakMap<object, AsyncIterator<string>>()

async function line(input: NodeJS.ReadableStream): Promise<string> {
  const reader = readers.get(input) ?? createInterface({ input })[Symbol.asyncIterator]()
  readers.set(input, reader)
  const { value } = (await reader.next()) as { readonly value: string | undefined }
  return value?.trim() ?? ''
}

/** Keys as a terminal sends them once it shows nothing by itself. */
const CONTROL = { enter: ['\r', '\n', '\u0004'], interrupt: '\u0003', erase: ['\u007f', '\b'] } as const

function typed(input: SecretInput['input'], output: NodeJS.WritableStream): Promise<string> {
  input.setRawMode?.(true)
  return new Promise((resolve, reject) => {
    let secret = ''
    const take = (chunk: Buffer | string) => {
      for (const key of String(chunk)) {
        if (key === CONTROL.interrupt) return end(() => reject(new UsageError('已取消 / given up')))
        if (CONTROL.enter.some((each) => each === key)) return end(() => resolve(secret))
        secret = CONTROL.erase.some((each) => each === key) ? secret.slice(0, -1) : secret + key
      }
    }
    const end = (settle: () => void) => {
      input.off('data', take)
      input.setRawMode?.(false)
      input.pause()
      output.write('\n')
      settle()
    }
    input.on('data', take)
    input.resume()
  })
}
