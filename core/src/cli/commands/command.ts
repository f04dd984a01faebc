import { parseArgs } from 'node:util'
import type { CommandWorld } from '../init/init-command.js'

/** One command of `liandong`: what it is for, how it is called, what it does; `run` answers the exit code. */
export interface Command {
  readonly summary: string
  readonly usage: string
  readonly run: (args: readonly string[], world: CommandWorld) => number | Promise<number>
}

/** Arguments that are not as the usage says. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What was given: options by name, and the rest in order. */
export interface Given {
  readonly options: Readonly<Record<string, string | undefined>>
  readonly rest: readonly string[]
}

/** Reads `--name value` options, of which `required` must be there, and exactly `restCount` further words. */
export function readArguments(
  args: readonly string[],
  required: readonly string[],
  optional: readonly string[] = [],
  restCount = 0,
): Given {
  const { values, positionals } = parsed(args, [...required, ...optional])
  const missing = required.filter((name) => values[name] === undefined)
  if (missing.length > 0) throw new UsageError(`缺少 ${missing.map((name) => `--${name}`).join('、')} / missing`)
  if (positionals.length !== restCount)
    throw new UsageError(`参数应为 ${restCount} 个 / ${restCount} words expected, ${positionals.length} given`)
  return { options: values, rest: positionals }
}

function parsed(args: readonly string[], names: readonly string[]) {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    return { values: values as Readonly<Record<string, string | undefined>>, positionals }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
