import * as national from '../../domain/catalogue/code-lists.js'

/** A code list as tables write it: what a cell may say for a value, and what an export says. */
export interface CodeList<Value extends string> {
  readonly rows: readonly { readonly value: Value; readonly written: string; readonly name: string }[]
  /** Every word that means a value. */
  readonly meant: ReadonlyMap<string, Value>
}

/** The national list with further words that counties write; names are written where platforms number values differently. */
function list<Value extends string>(
  entries: readonly national.Listed<Value>[],
  also: Partial<Readonly<Record<NoInfer<Value>, string>>> = {},
  written: 'code' | 'name' = 'code',
): CodeList<Value> {
  const rows = entries.map(({ value, code, zh }) => ({ value, written: (written === 'code' ? code : null) ?? zh, name: zh }))
  const words = entries.flatMap(({ value, code, zh }) =>
    [value, code ?? zh, code?.replace(/^0/, '') ?? zh, zh, ...(also[value]?.split(' ') ?? [])].map(
      (word) => [word, value] as const,
    ),
  )
  return { rows, meant: new Map(words) }
}

export const TASK_TYPE = list(national.itemTypes, { '10': '其他类别 其他权力 其他' })
export const USE_LEVEL = list(national.levels, {
  city: '市 地市级 设区的市级',
  county: '县 区 区级 县区级 区县级 县(市、区)级',
  township: '乡镇 乡镇级 镇级 乡级 街道级 乡镇(街道)级',
  village: '村 村级 社区级 村社区级',
})
export const POWER_SOURCE = list(national.powerSources)
export const SERVICE_OBJECT = list(national.serviceObjects, {
  '1': '个人',
  '2': '企业',
  '3': '事业单位法人',
  '4': '社会组织',
  '6': '其他',
})
export const HANDLING_FORM = list(national.handlingForms, {
  '1': '窗口',
  '2': '电脑端网上 网上办理 网上',
  '3': '移动端 掌上办理',
  '4': '快递',
})
export const PROJECT_TYPE = list(national.handlings, { instant: '即办', promised: '承诺' })
export const HANDLE_AREA = list(national.handleAreas, { '6': '跨村' })
/** Of the units only one has a code that all agree on. */
export const LIMIT_UNIT = list(
  national.limitUnits,
  { 'working-day': 'g G 个工作日', 'calendar-day': '日 天 日历日', hour: '时 个小时' },
  'name',
)
export const NECESSITY = list(national.necessities, { required: '必须 是', optional: '非必须 否', later: '容缺 信用后补' })
export const MATERIAL_TYPE = list(national.materialKinds, { either: '原件/复印件 原件和复印件 原件或者复印件' })
export const MATERIAL_FORMAT = list(national.materialFormats, {
  paper: '纸质材料',
  electronic: '电子材料 电子版 电子文件',
  either: '纸质/电子 纸质和电子 纸质或者电子',
  automatic: '自动获取 免提交',
})
export const SOURCE_TYPE = list(national.sourceChannels, { '10': '自备', '20': '部门核发', '30': '中介机构' })
export const RESULT_TYPE = list(national.resultKinds, { '1': '证件执照' })
export const SPECIAL_KIND = list(national.specialStepKinds, { '2': '其他' })
export const STOP_GROUND = list(national.stopGrounds)
export const STEP_KIND = list(national.stepKinds, {
  'site-survey': '现场踏勘 现场勘验 勘验',
  decide: '审批 办结',
  certificate: '制证发证 颁证与送达 发证',
})
export const POWER = list(national.powers, { proxy: '村级代理 帮办代办', consult: '咨询 引导 咨询电话' })
/** Only what is in force is imported; suspending and cancelling are acts of their own. */
export const TASK_STATE = list(national.entryStates, { suspended: '挂起' })

/** Which generation of codes the entry's are. */
export const CODE_SCHEME = list<'GB/T 39046-2020' | 'GB/T 39554-2020' | 'local'>(
  [
    { value: 'GB/T 39046-2020', code: null, zh: 'GB/T 39046-2020', en: '' },
    { value: 'GB/T 39554-2020', code: null, zh: 'GB/T 39554-2020', en: '' },
    { value: 'local', code: null, zh: '地方编码', en: '' },
  ],
  { 'GB/T 39046-2020': '39046', 'GB/T 39554-2020': '39554', local: '地方' },
)

/** Where the case is handled. */
export const HANDLED_AT = list<'here' | 'external' | 'both'>(
  [
    { value: 'here', code: null, zh: '本系统', en: '' },
    { value: 'external', code: null, zh: '外部系统', en: '' },
    { value: 'both', code: null, zh: '两边', en: '' },
  ],
  { here: '本平台', external: '业务专网', both: '均可' },
)
