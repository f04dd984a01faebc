import { parseArgs } from 'node:util'
import { isLocalDate, localDateOf } from '../../domain/civil-date.js'
import { Fault, faults } from '../../domain/fault.js'
import { type InitRequest, initCity } from './init-city.js'
import { writeInitFolder } from './init-folder.js'

/** What the command needs of the machine. */
export interface CommandWorld {
  readonly nowMs: number
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
}

export const INIT_USAGE = `liandong init --city 371100 --divisions DIR --out DIR
  [--name 日照市] [--from 2026-01-01] [--machines 371122104,371122104266] [--staff FILE] [--items DIR]`

/** `liandong init`: makes a city's first roster from its division tables; answers the exit code. */
export function initCommand(args: readonly string[], world: CommandWorld): number {
  const parsed = parse(args, world.nowMs)
  if (typeof parsed === 'string') return fail(world, [parsed, INIT_USAGE])
  const result = initCity(parsed.request)
  if (result.kind === 'problems') return fail(world, result.problems)
  try {
    writeInitFolder(parsed.out, result)
  } catch (error) {
    return fail(world, [reasonOf(error, parsed.out)])
  }
  const facts = result.changes.flatMap((change) => change.facts)
  const count = (kind: string) => facts.filter((fact) => fact.kind === kind).length
  world.print(
    `${parsed.out}:站点 ${count('place')} 个,节点 ${count('site')} 个,部门 ${count('organ')} 个,人员 ${count('person')} 名,事项 ${result.items.length} 项,名册 ${result.changes.length} 版`,
  )
  return 0
}

function parse(args: readonly string[], nowMs: number): { readonly request: InitRequest; readonly out: string } | string {
  const read = readOptions(args)
  if (typeof read === 'string') return read
  const { city, divisions, out } = read
  if (city === undefined || divisions === undefined || out === undefined) return '--city、--divisions、--out 都要写明'
  const from = read.from ?? localDateOf(nowMs)
  if (!isLocalDate(from)) return `--from ${from} 应写成 2026-01-01 的形式`
  const request: InitRequest = {
    cityCode: city,
    divisionsFolder: divisions,
    cityName: read.name ?? null,
    from,
    machines: (read.machines ?? '').split(',').filter((code) => code !== ''),
    staffFile: read.staff ?? null,
    itemsFolder: read.items ?? null,
    atMs: nowMs,
  }
  return { request, out }
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { city: text, divisions: text, out: text, name: text, from: text, machines: text, staff: text, items: text }
  try {
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function fail(world: CommandWorld, lines: readonly string[]): number {
  for (const line of lines) world.printError(line)
  return 1
}

/** A folder that cannot be written is the caller's to mend; the system's own words say how. */
function reasonOf(error: unknown, out: string): string {
  if (error instanceof Fault) return `${faults[error.code].zh}(${error.detail})[${error.code}]`
  return `写不了 ${out}(${error instanceof Error ? error.message : String(error)})`
}
