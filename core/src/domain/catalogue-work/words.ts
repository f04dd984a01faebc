import type { Power, StepKind } from '../item.js'
import type { Level, Limit } from '../values.js'

/** Names of an item's fields as the national upload schema's readers know them, by path; of fields of listed things by their last word. */
export const fieldNames: Readonly<Record<string, string>> = {
  name: '事项名称',
  type: '事项类型',
  level: '行使层级',
  organ: '审批主体',
  handling: '办件类型',
  promised: '承诺办结时限',
  legal: '法定办结时限',
  withdrawable: '可否撤回',
  hasResult: '有无审批结果',
  grants: '办理权限',
  steps: '办理环节',
  materials: '申请材料',
  scenarioGroups: '情形组',
  form: '申请表',
  'form/properties': '申请表填写项',
  'form/required': '申请表必填项',
  effectiveFrom: '生效日期',
  source: '来源',
  invented: '虚构部分',
  guide: '办事指南',
  'guide/codes': '编码',
  'guide/codes/scheme': '编码标准',
  'guide/codes/catalogue': '基本编码',
  'guide/codes/task': '实施编码',
  'guide/codes/handleItem': '业务办理项编码',
  'guide/codes/localCatalogue': '地方基本编码',
  'guide/codes/localTask': '地方实施编码',
  'guide/base': '对应基本目录',
  'guide/implementation': '所属实施清单',
  'guide/powerSource': '权力来源',
  'guide/supervisingOrgan': '监管主体',
  'guide/formerOrgan': '划转前部门',
  'guide/entrustingOrgan': '委托部门',
  'guide/jointOrgans': '联办机构',
  'guide/company': '办理企业',
  'guide/recordOnly': '登记类',
  'guide/sensitive': '敏感事项',
  'guide/highRisk': '高风险事项',
  'guide/handledAt': '办理系统',
  'guide/externalSystems': '外部系统',
  'guide/serviceObjects': '服务对象',
  'guide/handlingForms': '办理形式',
  'guide/area': '通办范围',
  'guide/visits': '到办事现场次数',
  'guide/visitsExplain': '必须现场办理原因',
  'guide/conditions': '受理条件',
  'guide/flow': '办理流程',
  'guide/legalExplain': '法定办结时限说明',
  'guide/promisedExplain': '承诺办结时限说明',
  'guide/quota': '数量限制',
  'guide/legalBasis': '设定依据',
  'guide/fees': '收费',
  'guide/specialSteps': '特殊环节',
  'guide/results': '审批结果',
  'guide/questions': '常见问题',
  'guide/preconditions': '前置事项',
  'guide/intermediaries': '中介服务',
  'guide/address': '办理地点',
  'guide/hours': '办理时间',
  'guide/consult': '咨询方式',
  'guide/complain': '监督投诉方式',
  'guide/inCentre': '进驻大厅',
  'guide/onlineDepth': '网上办理深度',
  'guide/payOnline': '网上支付',
  'guide/express': '快递',
  'guide/booking': '预约',
  'guide/terminals': '自助终端',
  'guide/topics': '主题',
  'guide/lifeEvents': '人生事件',
  'guide/keywords': '常用说法',
  'guide/planCancel': '计划取消日期',
  'guide/formTemplate': '申请表样式',
  paper: '申请材料',
  levels: '行使层级',
  department: '牵头部门',
  settleBy: '落实期限',
}

/** Fields of a material, a step, a scenario's group and option, a fee, a special step, a law. */
export const innerNames: Readonly<Record<string, string>> = {
  name: '名称',
  originals: '原件份数',
  copies: '复印件份数',
  necessity: '必要性',
  kind: '种类',
  format: '形式',
  sourceChannel: '来源渠道',
  sourceExplain: '来源说明',
  issuedByItem: '由哪个事项核发',
  firstParty: '须先由谁办理',
  paperSize: '纸张规格',
  blankForm: '空白表格',
  sample: '示例样表',
  fillingNotes: '填报须知',
  acceptanceStandard: '受理标准',
  legalBasis: '依据',
  certificateType: '电子证照类型',
  organ: '部门',
  level: '层级',
  actedBy: '办理人',
  externalSystem: '外部系统',
  question: '问题',
  options: '选项',
  askedWhen: '提问条件',
  materials: '材料',
  standard: '标准',
  basis: '依据',
  reducible: '可否减免',
  reductionBasis: '减免依据',
  limit: '时限',
  chargeBasis: '收费依据',
  insideLimit: '计入法定时限',
  ground: '停计理由',
  law: '法律法规',
  documentNumber: '文号',
  clause: '条款',
  text: '条文',
  title: '名称',
  answer: '答复',
}

const levels: Readonly<Record<Level, string>> = { city: '市级', county: '县级', township: '乡镇级', village: '村级' }

const powers: Readonly<Record<Power, string>> = {
  decide: '审批',
  'first-review': '初审',
  receive: '收件',
  'village-handle': '村级办理',
  proxy: '代办',
  consult: '咨询引导',
}

const steps: Readonly<Record<StepKind, string>> = {
  accept: '受理',
  examine: '审查',
  'site-survey': '踏勘',
  'public-notice': '公示',
  'village-opinion': '村级意见',
  appraisal: '民主评议',
  visit: '入户调查',
  'joint-review': '会审',
  review: '审核',
  decide: '决定',
  certificate: '制证',
  external: '外部系统办理',
}

const types: Readonly<Record<string, string>> = {
  '01': '行政许可',
  '02': '行政处罚',
  '03': '行政强制',
  '04': '行政征收',
  '05': '行政给付',
  '06': '行政检查',
  '07': '行政确认',
  '08': '行政奖励',
  '09': '行政裁决',
  '10': '其他行政权力',
  '20': '公共服务',
}

const sources: Readonly<Record<string, string>> = {
  '1': '法定本级行使',
  '2': '上级下放',
  '3': '上级授权',
  '4': '同级授权',
  '5': '上级委托',
  '6': '同级委托',
}

/** Codes in words, by the last word of the path they stand at. */
const codeWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  level: levels,
  levels,
  power: powers,
  kind: { ...steps, original: '原件', copy: '复印件', either: '原件或复印件', '1': '证照', '2': '批文', '3': '其他', '4': '无' },
  format: { paper: '纸质', electronic: '电子', either: '纸质或电子', automatic: '系统自动获取免提交' },
  necessity: { required: '必要', optional: '非必要', later: '容缺后补' },
  sourceChannel: { '10': '申请人自备', '20': '政府部门核发', '30': '中介机构出具', '99': '其他' },
  handling: { instant: '即办件', promised: '承诺件' },
  type: types,
  powerSource: sources,
  handledAt: { here: '本系统', external: '外部系统', both: '本系统和外部系统' },
}

const units: Readonly<Record<Limit['unit'], string>> = { 'working-day': '个工作日', 'calendar-day': '日', hour: '小时' }

export function limitInWords({ amount, unit }: Limit): string {
  return `${amount}${units[unit]}`
}

export function powerInWords(power: Power): string {
  return powers[power]
}

export function sourceInWords(source: string): string {
  return sources[source] ?? source
}

/** A code at a path in words; itself where it is no code. */
export function codeInWords(lastWord: string, code: string): string {
  return codeWords[lastWord]?.[code] ?? code
}
