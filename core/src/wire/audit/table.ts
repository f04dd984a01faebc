import type { Cell, Table } from '../columns/cell.js'

/** One entry with the names people know. */
export interface AuditTableLine {
  readonly site: { readonly name: string }
  readonly sequence: number
  readonly atMs: number
  readonly kind: string
  readonly person: { readonly id: string; readonly name: string } | null
  readonly place: { readonly name: string } | null
  readonly subject: string
  readonly outcome: string
  readonly reason: string | null
  readonly count: number
}

const kinds: Readonly<Record<string, string>> = {
  'sign-in': '登录',
  'sign-out': '退出',
  refusal: '拒绝',
  roster: '名册变更',
  enrolment: '入网',
  revocation: '吊销',
  seizure: '接管',
  view: '查看',
  export: '导出',
  key: '密钥',
  account: '账号',
  register: '登记簿',
  site: '节点',
}

const HEADERS = ['时间', '节点', '序号', '类别', '人员', '人员编号', '服务站点', '对象', '结果', '理由', '次数']

/** Audit entries as one sheet, in the order given. */
export function auditTable(lines: readonly AuditTableLine[]): Table {
  const rows: (readonly Cell[])[] = [HEADERS, ...lines.map(cellsOf)]
  return { name: '审计记录', rows: rows.map((cells, index) => ({ number: index + 1, cells })) }
}

function cellsOf({ site, sequence, atMs, kind, person, place, subject, outcome, reason, count }: AuditTableLine): Cell[] {
  const who = [person?.name ?? null, person?.id ?? null, place?.name ?? null]
  return [beijingTime(atMs), site.name, sequence, kinds[kind] ?? kind, ...who, subject, outcome, reason, count]
}

/** China has one time, eight hours ahead of UTC. */
function beijingTime(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
