import type { Widened } from '../../parts/words/widened.js'

/** Words of finding cases by who applied, and of long lists. */
export const findCasesZh = {
  findCase: {
    by: '按申请人查',
    kind: '按什么查',
    identity: '证件号码',
    name: '姓名',
    typed: '证件号码或姓名',
    find: '按申请人查找',
    noted: '查询会记入审计日志；号码不进入网址和历史记录',
    found: '按申请人查到 {{count}} 件',
    none: '没有这个申请人的办件，或者不在您的管辖范围',
    clear: '回到列表',
    rows: '每页',
    rowsOf: '{{count}} 件',
  },
} as const

/** The same in English. */
export const findCasesEn: Widened<typeof findCasesZh> = {
  findCase: {
    by: 'By applicant',
    kind: 'Look by',
    identity: 'Document number',
    name: 'Name',
    typed: 'Document number or name',
    find: 'Find by applicant',
    noted: 'The search goes into the audit log; the number stands in no address and no history',
    found: '{{count}} cases of that applicant',
    none: 'No case of that applicant, or none you may see',
    clear: 'Back to the list',
    rows: 'Rows',
    rowsOf: '{{count}}',
  },
}
