import type { FaultCode } from '../domain/fault.js'
import { type ItemDraft, PERMIT, PUBLIC_SERVICE } from '../domain/item.js'
import type { Limit } from '../domain/values.js'
import { formProblems } from './parts/item-form.js'

/** One rule an item breaks. */
export interface ItemProblem {
  readonly code: FaultCode
  readonly detail: string
}

type Rule = (item: ItemDraft) => readonly (ItemProblem | false)[]

/** 兜底条款: the guide lists every paper, and none beyond it may be demanded (行政许可法 30, 31). */
const CATCH_ALL = /其他(有关|相关|必要)?(的)?(材料|资料|文件|证明)|等材料$/

/** All that is wrong with an item whose form is right; the same rules for an item with departments' names in place of organs. */
export function checkItem(item: ItemDraft): readonly ItemProblem[] {
  return RULES.flatMap((rule) => rule(item)).filter((problem) => problem !== false)
}

const RULES: readonly Rule[] = [villageRules, decisionRules, stepRules, limitRules, materialRules, scenarioRules, formRules]

/** 村级: helps, and handles by itself only a public service; it is no organ and decides no permit (行政许可法 22–24). */
function villageRules({ type, level, organ, grants }: ItemDraft): readonly (ItemProblem | false)[] {
  const village = grants.filter((grant) => grant.level === 'village')
  return [
    ...village
      .filter(({ power }) => power === 'decide' || power === 'first-review' || power === 'receive')
      .map(({ power }) => never(`村级不得有 ${power} 权限`)),
    village.some(({ power }) => power === 'village-handle') &&
      type !== PUBLIC_SERVICE &&
      never(`事项类型 ${type} 不得由村级办理,村级办理限于公共服务`),
    village.some((grant) => grant.organ !== null) && never('村级权限不得写承办部门'),
    grants.some((grant) => grant.level !== 'village' && grant.power === 'village-handle') && broken('村级办理只能给村级'),
    level === 'village' && organ !== null && never('村级事项没有审批主体'),
    level === 'village' && !village.some(({ power }) => power === 'village-handle') && broken('村级事项须有村级办理权限'),
  ]
}

function decisionRules({ type, level, organ, grants, handling, promised, steps }: ItemDraft): readonly (ItemProblem | false)[] {
  const decides = grants.filter(({ power }) => power === 'decide')
  return [
    level !== 'village' && organ === null && broken('缺少审批主体'),
    level !== 'village' &&
      !decides.some((grant) => grant.level === level && grant.organ === organ) &&
      broken('审批主体没有审批权限'),
    decides.some((grant) => grant.level !== 'village' && grant.organ === null) && broken('审批权限须写明部门'),
    type === PERMIT &&
      grants.some(({ power, organ }) => power === 'first-review' && organ === null) &&
      broken('行政许可的初审须写明部门'),
    handling === 'promised' && promised === null && broken('承诺件须有承诺办结时限'),
    handling === 'instant' && promised !== null && broken('即办件没有承诺办结时限'),
    handling === 'instant' && steps.some((step) => step.externalSystem !== null) && broken('有外部系统环节的事项不能即办'),
  ]
}

function stepRules({ type, level, steps, grants }: ItemDraft): readonly (ItemProblem | false)[] {
  const deciders = grants.filter(({ power }) => power === 'decide')
  return [
    steps.length === 0 && broken('没有办理环节'),
    ...repeated(steps.map(({ id }) => id)).map((id) => broken(`环节编号 ${id} 重复`)),
    ...steps.flatMap((step) => [
      (step.kind === 'external') !== (step.externalSystem !== null) &&
        broken(`环节 ${step.id}:外部系统办理须写系统名称,其他环节不得写`),
      step.level === 'village' && step.organ !== null && never(`环节 ${step.id} 在村级,不得写承办部门`),
      step.level === 'village' &&
        type === PERMIT &&
        (step.kind === 'decide' || step.kind === 'review' || step.kind === 'accept') &&
        never(`环节 ${step.id}(${step.name})`),
      step.kind === 'decide' &&
        level !== 'village' &&
        !deciders.some((grant) => grant.level === step.level && grant.organ === step.organ) &&
        broken(`环节 ${step.id}(${step.name})的部门没有审批权限`),
    ]),
  ]
}

/** A promise may shorten the legal limit, never lengthen it (优化营商环境条例 36). */
function limitRules({ promised, legal }: ItemDraft): readonly (ItemProblem | false)[] {
  return [promised !== null && legal !== null && isLonger(promised, legal) && broken('承诺时限长于法定时限')]
}

/** Working days never take less than as many calendar days; the other way round depends on the calendar, and passes. */
function isLonger(promised: Limit, legal: Limit): boolean {
  const comparable = promised.unit === legal.unit || promised.unit === 'working-day'
  return comparable && promised.amount > legal.amount
}

function materialRules({ materials }: ItemDraft): readonly (ItemProblem | false)[] {
  return [
    ...repeated(materials.map(({ id }) => id)).map((id) => broken(`材料编号 ${id} 重复`)),
    ...materials.map(({ id, originals, copies }) => originals + copies === 0 && broken(`材料 ${id} 份数为零`)),
    ...materials.map(({ id, name }) => CATCH_ALL.test(name) && broken(`材料 ${id}“${name}”是兜底条款`)),
  ]
}

function scenarioRules({ scenarioGroups, materials }: ItemDraft): readonly (ItemProblem | false)[] {
  const known = new Set(materials.map(({ id }) => id))
  const options = scenarioGroups.flatMap((group) => group.options)
  return [
    ...repeated(scenarioGroups.map(({ id }) => id)).map((id) => broken(`情形组编号 ${id} 重复`)),
    ...repeated(options.map(({ id }) => id)).map((id) => broken(`情形编号 ${id} 重复`)),
    ...options.flatMap((option) => [
      ...repeated(option.materials).map((id) => broken(`情形 ${option.id} 中材料 ${id} 重复`)),
      ...option.materials.map((id) => !known.has(id) && broken(`情形 ${option.id} 的材料 ${id} 不在材料清单中`)),
    ]),
  ]
}

function formRules({ form }: ItemDraft): readonly ItemProblem[] {
  return formProblems(form).map((detail) => broken(`申请表:${detail}`))
}

function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}

function broken(detail: string): ItemProblem {
  return { code: 'catalogue/broken', detail }
}

function never(detail: string): ItemProblem {
  return { code: 'authority/village-never-decides', detail }
}
