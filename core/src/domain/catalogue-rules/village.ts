import { type Grant, type ItemDraft, PERMIT, PUBLIC_SERVICE } from '../item.js'
import { type Findings, refuses } from './finding.js'

/** Who may permit, and that a village committee assists and is no organ. */
const PERMIT_ARTICLES = '行政许可法 22–24'
const VILLAGE_ARTICLES = '村民委员会组织法 2、5'

/** A village never decides a permit, nor reviews or accepts one: it receives, helps and asks. */
export function villageDecidesNothing({ grants }: ItemDraft): Findings {
  return ofVillage(grants).map(
    ({ power }, index) =>
      (power === 'decide' || power === 'first-review' || power === 'receive') &&
      refuses('village-never-decides', {
        path: `/grants/${index}/power`,
        article: PERMIT_ARTICLES,
        zh: `村级不得有 ${power} 权限`,
        en: `A village may not have the power ${power}`,
      }),
  )
}

/** What a village handles by itself is a public service. */
export function villageHandlesServices({ type, grants }: ItemDraft): Findings {
  return ofVillage(grants).map(
    ({ power }, index) =>
      power === 'village-handle' &&
      type !== PUBLIC_SERVICE &&
      refuses('village-never-decides', {
        path: `/grants/${index}/power`,
        article: VILLAGE_ARTICLES,
        zh: `事项类型 ${type} 不得由村级办理,村级办理限于公共服务`,
        en: `An item of type ${type} may not be handled in the village: only public services may`,
      }),
  )
}

/** A village committee is no organ, so no organ acts at its level. */
export function villageIsNoOrgan({ level, organ, grants, steps }: ItemDraft): Findings {
  const never = (path: string, zh: string, en: string) =>
    refuses('village-never-decides', { path, article: VILLAGE_ARTICLES, zh, en })
  return [
    level === 'village' && organ !== null && never('/organ', '村级事项没有审批主体', 'An item of the village has no organ'),
    ...ofVillage(grants).map(
      (grant, index) =>
        grant.organ !== null && never(`/grants/${index}/organ`, '村级权限不得写承办部门', 'A village’s power names no organ'),
    ),
    ...steps.map(
      (step, index) =>
        step.level === 'village' &&
        step.organ !== null &&
        never(
          `/steps/${index}/organ`,
          `环节 ${step.id} 在村级,不得写承办部门`,
          `Step ${step.id} is the village’s and names no organ`,
        ),
    ),
  ]
}

/** Of a permit a village neither accepts, reviews nor decides. */
export function villageStepsDecideNothing({ type, steps }: ItemDraft): Findings {
  return steps.map(
    (step, index) =>
      type === PERMIT &&
      step.level === 'village' &&
      (step.kind === 'decide' || step.kind === 'review' || step.kind === 'accept') &&
      refuses('village-never-decides', {
        path: `/steps/${index}/level`,
        article: PERMIT_ARTICLES,
        zh: `环节 ${step.id}(${step.name})不得由村级办理`,
        en: `Step ${step.id} may not be the village’s`,
      }),
  )
}

/** 村级办理 belongs to villages, and an item of the village has it. */
export function villageHandlingFits({ level, grants }: ItemDraft): Findings {
  const isHandled = grants.some((grant) => grant.level === 'village' && grant.power === 'village-handle')
  return [
    ...grants.map(
      (grant, index) =>
        grant.level !== 'village' &&
        grant.power === 'village-handle' &&
        refuses('village-handling', {
          path: `/grants/${index}/power`,
          zh: '村级办理只能给村级',
          en: 'Only a village can have the village’s handling',
        }),
    ),
    level === 'village' &&
      !isHandled &&
      refuses('village-handling', {
        path: '/grants',
        zh: '村级事项须有村级办理权限',
        en: 'An item of the village needs its handling',
      }),
  ]
}

/** The village's grants at their places in the list; others are blank there, so that an index is the item's own. */
function ofVillage(grants: readonly Grant[]): readonly Partial<Grant>[] {
  return grants.map((grant) => (grant.level === 'village' ? grant : { organ: null }))
}
