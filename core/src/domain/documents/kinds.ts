/** The documents handed to people: 收件凭证, 受理通知书, 一次性补正告知书, 不予受理通知书, 送达回证, 代办服务委托书. */
export const DOCUMENT_KINDS = ['receipt', 'acceptance', 'supplement', 'non-acceptance', 'delivery', 'mandate'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** Kinds printed of a case; a mandate is signed before there is one. */
export const CASE_DOCUMENTS = DOCUMENT_KINDS.filter((kind) => kind !== 'mandate')
export type CaseDocument = Exclude<DocumentKind, 'mandate'>

/** Under which the signed page of a mandate (代办服务委托书) stands among a case's papers; no item lists it. */
export const MANDATE_PAPER = 'service-mandate'

interface KindFacts {
  readonly title: string
  /** Names a template may use beside those of every document. */
  readonly own: readonly string[]
  /** What the law wants on it: a template without one is refused. */
  readonly needed: readonly string[]
}

/** Names every document's text may use. */
const COMMON = ['办件编号', '事项', '申请人', '登记站点', '站点电话', '实施主体', '日期']
/** These stand for a table or a list, on a line of their own. */
export const BLOCKS: readonly string[] = ['材料清单', '补正清单', '值班表']

const facts: { readonly [K in DocumentKind]: KindFacts } = {
  receipt: { title: '收件凭证', own: ['登记时间', '状态', '查询码', '材料清单'], needed: ['材料清单'] },
  // 行政许可法 32: acceptance in writing, dated; 42: the time the decision takes.
  acceptance: { title: '受理通知书', own: ['受理日期', '承诺期限', '法定期限', '材料清单'], needed: ['受理日期'] },
  // 行政许可法 32(四): everything missing, all at once.
  supplement: { title: '一次性补正告知书', own: ['补正清单', '补正期限', '告知日期'], needed: ['补正清单'] },
  // 行政许可法 32, 38: reasons in writing, and where to turn.
  'non-acceptance': { title: '不予受理通知书', own: ['不予受理理由', '应向机关', '不予受理日期'], needed: ['不予受理理由'] },
  delivery: {
    title: '送达回证',
    own: ['决定结果', '证照编号', '决定日期', '送达方式', '领取人', '送达日期'],
    needed: ['决定结果'],
  },
  mandate: {
    title: '代办服务委托书',
    own: ['申请人证件', '代办站点', '代办人员', '值班表', '上级中心', '委托期限', '材料清单'],
    needed: ['代办站点', '值班表'],
  },
}

export function titleOf(kind: DocumentKind): string {
  return facts[kind].title
}

/** Every name a template of this kind may use. */
export function placeholdersOf(kind: DocumentKind): readonly string[] {
  return [...COMMON, ...facts[kind].own]
}

export function neededIn(kind: DocumentKind): readonly string[] {
  return facts[kind].needed
}
