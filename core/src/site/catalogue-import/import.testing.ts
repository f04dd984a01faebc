import type { Cell, Table } from '../../wire/columns/cell.js'
import type { Counter } from '../counter.testing.js'
import { acting } from '../counter.testing.js'
import type { ImportFile, ImportRun, Imports } from './imports.js'
import type { SheetRunner } from './sheet-runner.js'
import { runSheetJob } from './sheet-work.js'

/** The job on this thread: what a thread would load again for each test is here already. */
export const here: SheetRunner = async (job, onMessage) => {
  await runSheetJob(structuredClone(job), (message) => onMessage(structuredClone(message)))
  return { kind: 'done' }
}

/** Somebody posted at county A's own hall. */
export const window = acting('a-window', 'a-hall')

/** A sheet as people type it: the header, then rows. */
export function sheet(name: string, ...rows: readonly (readonly Cell[])[]): Table {
  return { name, rows: rows.map((cells, index) => ({ number: index + 1, cells })) }
}

/** A county's list with as many materials for each item. */
export function countyTables(itemCount: number, materialsEach: number): readonly Table[] {
  const items = Array.from({ length: itemCount }, (_, index) => [
    `1137112200432112${String(index).padStart(4, '0')}`,
    `建设工程规划许可第 ${index} 类`,
    '行政许可',
    '县级',
    'a-bureau',
    '承诺件',
    20,
    5,
    '《城乡规划法》第四十条',
    '在本县从事建设工程\n材料齐全、符合法定形式',
    '政务服务大厅二楼 5 号窗口',
    '2026-04-01',
  ])
  const materials = items.flatMap(([code]) =>
    Array.from({ length: materialsEach }, (_, index) => [
      code ?? null,
      index + 1,
      `第 ${index + 1} 份申请材料(建设单位盖章)`,
      index % 3 === 0 ? 1 : 0,
      index % 3 === 0 ? 0 : 2,
      index % 4 === 0 ? '非必要' : '必要',
      index % 3 === 0 ? '原件' : '复印件',
      '纸质',
      '申请人自备',
      '按示范文本填写,一式两份',
      'A4',
    ]),
  )
  return [sheet('事项', ITEM_TITLES, ...items), sheet('申请材料', MATERIAL_TITLES, ...materials)]
}

const ITEM_TITLES =
  '实施编码 事项名称 事项类型 行使层级 实施主体 办件类型 法定办结时限 承诺办结时限 设定依据 受理条件 办理地点 生效日期'.split(' ')
const MATERIAL_TITLES =
  '实施编码 排序号 材料名称 原件份数 复印件份数 材料必要性 材料类型 材料形式 来源渠道 填报须知 纸质材料规格'.split(' ')

/** Starts a dry run and waits for its end. */
export async function ran(
  { site }: Counter,
  imports: Imports,
  file: Partial<ImportFile> & { readonly bytes: Uint8Array },
): Promise<ImportRun> {
  const started = imports.start(site, window, {
    name: '莒县事项.xlsx',
    format: 'xlsx',
    mapping: null,
    effectiveFrom: null,
    ...file,
  })
  if ('kind' in started) throw new Error(`${started.code} ${started.detail}`)
  const deadline = performance.now() + 60_000
  for (;;) {
    const run = imports.find(site, window, started.id)
    if ('kind' in run) throw new Error(run.code)
    if (run.phase !== 'reading' && run.phase !== 'checking') return run
    if (performance.now() > deadline) throw new Error('the import did not end')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
