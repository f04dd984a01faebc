import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { faults } from '../../domain/fault.js'
import type { ImportRun } from '../../site/catalogue-import/imports.js'
import type { SheetProblem } from '../../wire/columns/cell.js'
import { readArguments, type Command, UsageError } from '../commands/command.js'
import type { CommandWorld } from '../init/init-command.js'
import { type GatewayClient, SIGN_IN_OPTIONS, SIGN_IN_USAGE, withGateway } from './gateway-client.js'

/** Imports and exports items through a running gateway: a file is checked, and applied when its token is given. */
export const itemsCommand: Command = {
  summary: '导入、导出事项(.xlsx 或 .json) / import and export items',
  usage: `liandong items import FILE [--mapping FILE] [--from DATE] [--token TOKEN] …
liandong items export FILE [--of ORGAN] …
${SIGN_IN_USAGE}`,
  run: (args, world) => {
    const [way, ...rest] = args
    if (way === 'import') return importFile(rest, world)
    if (way === 'export') return exportFile(rest, world)
    throw new UsageError('import | export')
  },
}

async function importFile(args: readonly string[], world: CommandWorld): Promise<number> {
  const { options, rest } = readArguments(args, ['login'], [...SIGN_IN_OPTIONS, 'mapping', 'from', 'token'], 1)
  return await withGateway(options, (gateway) => importInto(gateway, rest[0] ?? '', options, world))
}

async function importInto(
  gateway: GatewayClient,
  path: string,
  options: Readonly<Record<string, string | undefined>>,
  world: CommandWorld,
): Promise<number> {
  const run = await checked(gateway, path, options, world)
  report(run, world)
  if (run.phase !== 'checked') return 1
  const { token } = options
  if (token === undefined) {
    world.print(`检查通过,没有导入;导入请加 --token ${run.token} / checked, nothing changed yet`)
    return 0
  }
  if (token !== run.token) {
    const { zh, zhNext, en } = faults['import/changed']
    world.printError(`import/changed: ${zh};${zhNext}(现为 ${run.token}) / ${en}`)
    return 1
  }
  const applied = await gateway.json<ImportRun>('POST', `/api/catalogue/imports/${run.id}/apply`, { token })
  world.print(`已导入为 ${applied.works.length} 项编制 / works: ${applied.works.join(' ')}`)
  return 0
}

/** Half a second between two looks: seconds of checking are worth a few lines. */
const LOOK_AGAIN_MS = 500

async function checked(
  gateway: GatewayClient,
  path: string,
  { mapping, from }: Readonly<Record<string, string | undefined>>,
  world: CommandWorld,
): Promise<ImportRun> {
  const behind = mapping === undefined ? Buffer.alloc(0) : readFileSync(mapping)
  const query = new URLSearchParams({ name: basename(path), ...(from !== undefined && { from }) })
  const headers = { 'content-type': 'application/octet-stream', 'x-mapping-bytes': String(behind.length) }
  const body = Buffer.concat([readFileSync(path), behind])
  let run = await gateway.upload<ImportRun>(`/api/catalogue/imports?${query.toString()}`, body, headers)
  while (run.phase === 'reading' || run.phase === 'checking') {
    await later(LOOK_AGAIN_MS)
    run = await gateway.json<ImportRun>('GET', `/api/catalogue/imports/${run.id}`)
    if (run.total > 0) world.print(`检查 ${run.done}/${run.total}`)
  }
  return run
}

function report({ problems, errors, warnings, rows, counts, phase }: ImportRun, world: CommandWorld): void {
  for (const problem of problems) world.printError(problemText(problem))
  if (problems.length < errors + warnings) world.printError(`… 共 ${errors} 个错误、${warnings} 个提醒`)
  const { new: fresh, changed, unchanged } = counts
  if (phase === 'checked') world.print(`${rows} 行:新 ${fresh}、改 ${changed}、不变 ${unchanged},提醒 ${warnings}`)
  else world.printError(`没有导入:${errors} 个错误 / nothing imported`)
}

/** 错误 申请材料 第 17 行 F 列(材料必要性)“或许”:应为其中之一 … → 请按提示改正该单元格. */
function problemText({ severity, code, sheet, row, column, header, value, detail }: SheetProblem): string {
  const where = [
    sheet,
    row !== null && `第 ${row} 行`,
    column !== null && `${column} 列${header === null ? '' : `(${header})`}`,
    value !== null && `“${value}”`,
  ].filter((part) => part !== null && part !== false)
  const { zh, zhNext } = faults[code]
  return [severity === 'error' ? '错误' : '提醒', ...where, code, detail === '' ? zh : detail, `→ ${zhNext}`].join(' ')
}

async function exportFile(args: readonly string[], world: CommandWorld): Promise<number> {
  const { options, rest } = readArguments(args, ['login'], [...SIGN_IN_OPTIONS, 'of'], 1)
  const [path = ''] = rest
  const format = path.toLowerCase().endsWith('.json') ? 'json' : 'xlsx'
  const query = new URLSearchParams({ format, ...(options['of'] !== undefined && { organ: options['of'] }) })
  const bytes = await withGateway(options, (gateway) => gateway.bytes(`/api/catalogue/export?${query.toString()}`))
  writeFileSync(path, bytes)
  world.print(`已导出到 ${path}(${bytes.byteLength} 字节) / written`)
  return 0
}
