import type { Organ } from '../roster.js'
import type { Grant, ItemVersion, Material, SourceChannel, Step } from '../item.js'
import type { Level, Limit } from '../values.js'
import type { HandleArea, HandlingForm, ItemResult, PowerSource, ServiceObject, SpecialStep, StopGround } from './guide.js'
import type { EntryState } from './list.js'

/** One value of a code list. */
export interface Listed<Value extends string = string> {
  /** As an item holds it. */
  readonly value: Value
  /** In the national list; null where platforms number it differently, so that the name is exchanged. */
  readonly code: string | null
  readonly zh: string
  readonly en: string
}

type Row<Value> = readonly [value: Value, code: string | null, zh: string, en: string]

function listed<Value extends string>(...rows: readonly Row<Value>[]): readonly Listed<Value>[] {
  return rows.map(([value, code, zh, en]) => ({ value, code, zh, en }))
}

/** A list whose codes are what the item holds. */
function coded<Value extends string>(...rows: readonly (readonly [value: Value, zh: string, en: string])[]) {
  return listed<Value>(...rows.map(([value, zh, en]): Row<Value> => [value, value, zh, en]))
}

/** 事项类型, GB/T 39046 A.1. */
export const itemTypes = coded<ItemVersion['type']>(
  ['01', '行政许可', 'permit'],
  ['02', '行政处罚', 'penalty'],
  ['03', '行政强制', 'coercion'],
  ['04', '行政征收', 'levy'],
  ['05', '行政给付', 'benefit'],
  ['06', '行政检查', 'inspection'],
  ['07', '行政确认', 'confirmation'],
  ['08', '行政奖励', 'award'],
  ['09', '行政裁决', 'adjudication'],
  ['10', '其他行政权力', 'other power'],
  ['20', '公共服务', 'public service'],
)

/** 行使层级, GB/T 39046 A.2. Some platforms give 6 to 分级管理: map, never copy. */
export const levels = listed<Level>(
  ['city', '3', '市级', 'city'],
  ['county', '4', '县级', 'county'],
  ['township', '5', '镇(乡、街道)级', 'township'],
  ['village', '6', '村(社区)级', 'village'],
)

/** 实施主体性质, GB/T 39046 A.3. */
export const organNatures = listed<Organ['nature']>(
  ['administrative', '1', '法定机关', 'statutory organ'],
  ['authorised', '2', '授权组织', 'authorised organisation'],
  ['entrusted', '3', '受委托组织', 'entrusted organisation'],
)

/** 服务对象, GB/T 39046 A.4. Platform dictionaries put 非法人企业 at 5: map by name. */
export const serviceObjects = coded<ServiceObject>(
  ['1', '自然人', 'natural person'],
  ['2', '企业法人', 'enterprise'],
  ['3', '事业法人', 'public institution'],
  ['4', '社会组织法人', 'social organisation'],
  ['5', '行政机关', 'administrative organ'],
  ['6', '其他组织', 'other organisation'],
)

/** 办理形式, GB/T 39046 A.5. */
export const handlingForms = coded<HandlingForm>(
  ['1', '窗口办理', 'at a window'],
  ['2', '网上办理(电脑端)', 'online'],
  ['3', '网上办理(移动端)', 'by mobile'],
  ['4', '快递申请', 'by post'],
  ['9', '其他', 'other'],
)

/** 办件类型, GB/T 39046 A.6. */
export const handlings = listed<ItemVersion['handling']>(
  ['instant', '1', '即办件', 'instant'],
  ['promised', '2', '承诺件', 'promised'],
)

/** 特别程序种类, GB/T 39046 A.7. */
export const specialStepKinds = coded<SpecialStep['kind']>(
  ['1', '延长审批', 'extension'],
  ['2', '除延长审批外的其他情况', 'other than extension'],
)

/** 依法不计入期限的情形, 行政许可法 45. */
export const stopGrounds = listed<StopGround>(
  ['hearing', null, '听证', 'hearing'],
  ['tender', null, '招标', 'tender'],
  ['auction', null, '拍卖', 'auction'],
  ['inspection', null, '检验', 'inspection'],
  ['testing', null, '检测', 'testing'],
  ['quarantine', null, '检疫', 'quarantine'],
  ['appraisal', null, '鉴定', 'appraisal'],
  ['expert-review', null, '专家评审', 'expert review'],
)

/** 权力来源. */
export const powerSources = coded<PowerSource>(
  ['1', '法定本级行使', 'by law at this level'],
  ['2', '上级下放', 'handed down'],
  ['3', '上级授权', 'authorised from above'],
  ['4', '同级授权', 'authorised at this level'],
  ['5', '上级委托', 'entrusted from above'],
  ['6', '同级委托', 'entrusted at this level'],
)

/** 事项状态. */
export const entryStates = listed<EntryState>(
  ['published', '1', '在用', 'in force'],
  ['suspended', '2', '暂停', 'suspended'],
  ['cancelled', '3', '取消', 'cancelled'],
)

/** 通办范围. */
export const handleAreas = coded<HandleArea>(
  ['1', '全国', 'the country'],
  ['2', '全省', 'the province'],
  ['3', '全市', 'the city'],
  ['4', '全县', 'the county'],
  ['5', '全镇', 'the township'],
  ['6', '跨村(社区)', 'across villages'],
)

/** 材料必要性. A system that counts from 0 and adds 信用后补 means 容缺后补 by it. */
export const necessities = listed<Material['necessity']>(
  ['required', '1', '必要', 'required'],
  ['optional', '2', '非必要', 'optional'],
  ['later', '3', '容缺后补', 'may follow'],
)

/** 材料来源渠道. */
export const sourceChannels = coded<SourceChannel>(
  ['10', '申请人自备', 'the applicant’s own'],
  ['20', '政府部门核发', 'issued by an organ'],
  ['30', '中介机构出具', 'issued by an intermediary'],
  ['99', '其他', 'other'],
)

/** 材料类型. */
export const materialKinds = listed<Material['kind']>(
  ['original', null, '原件', 'original'],
  ['copy', null, '复印件', 'copy'],
  ['either', null, '原件或复印件', 'original or copy'],
)

/** 材料形式. */
export const materialFormats = listed<Material['format']>(
  ['paper', null, '纸质', 'paper'],
  ['electronic', null, '电子', 'electronic'],
  ['either', null, '纸质或电子', 'paper or electronic'],
  ['automatic', null, '系统自动获取免提交', 'fetched by the system'],
)

/** 结果类型. */
export const resultKinds = coded<ItemResult['kind']>(
  ['1', '证照', 'certificate'],
  ['2', '批文', 'approval'],
  ['3', '其他', 'other'],
  ['4', '无', 'none'],
)

/** 满意度, GB/T 39046 A.8; displays in stars run the other way round. */
export const satisfactions = coded(
  ['1', '非常满意', 'very satisfied'],
  ['2', '满意', 'satisfied'],
  ['3', '基本满意', 'fairly satisfied'],
  ['4', '不满意', 'dissatisfied'],
  ['5', '非常不满意', 'very dissatisfied'],
)

/** 受理地点分类. */
export const acceptingPlaces = coded(
  ['1', '行政服务中心', 'service hall'],
  ['2', '部门窗口', 'department window'],
  ['3', '单位办公室', 'office'],
  ['4', '案件发生地', 'where it happened'],
  ['5', '代办点', 'proxy point'],
  ['6', '便民服务中心', 'township centre'],
)

/** 时限单位; of the national codes only that of working days was ever seen. */
export const limitUnits = listed<Limit['unit']>(
  ['working-day', '1', '工作日', 'working days'],
  ['calendar-day', null, '自然日', 'calendar days'],
  ['hour', null, '小时', 'hours'],
)

/** 各级权限. */
export const powers = listed<Grant['power']>(
  ['decide', null, '审批', 'decides'],
  ['first-review', null, '初审', 'reviews first'],
  ['receive', null, '收件', 'receives'],
  ['village-handle', null, '村级办理', 'handled in the village'],
  ['proxy', null, '代办', 'by proxy'],
  ['consult', null, '咨询引导', 'asked about'],
)

/** 办理环节. */
export const stepKinds = listed<Step['kind']>(
  ['accept', null, '受理', 'acceptance'],
  ['examine', null, '审查', 'examination'],
  ['site-survey', null, '踏勘', 'site survey'],
  ['public-notice', null, '公示', 'public notice'],
  ['village-opinion', null, '村级意见', 'village opinion'],
  ['appraisal', null, '民主评议', 'villagers’ appraisal'],
  ['visit', null, '入户调查', 'home visit'],
  ['joint-review', null, '会审', 'joint review'],
  ['review', null, '审核', 'review'],
  ['decide', null, '决定', 'decision'],
  ['certificate', null, '制证', 'certificate'],
  ['external', null, '外部系统办理', 'in an outside system'],
)

/** The name of a value; the value itself where the list lacks it. */
export function nameIn(list: readonly Listed[], value: string, language: 'zh' | 'en' = 'zh'): string {
  return list.find((entry) => entry.value === value)?.[language] ?? value
}

/** The value a table's cell means: by national code or by name. */
export function valueIn<Value extends string>(list: readonly Listed<Value>[], text: string): Value | null {
  const cell = text.trim()
  return list.find(({ code, zh, value }) => cell === code || cell === zh || cell === value)?.value ?? null
}
