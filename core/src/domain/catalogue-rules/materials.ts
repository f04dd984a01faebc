import type { ItemDraft } from '../item.js'
import { type Findings, refuses, repeated, warns } from './finding.js'

/** 兜底条款: words that would let a counter ask for anything. */
const CATCH_ALL = /其[他它](有关|相关|必要|需要)?(的)?(材料|资料|文件|证明)|等(有关|相关)?(材料|资料)$/

/** Papers are told apart and each is asked for at least once. */
export function materialsAreWhole({ materials }: ItemDraft): Findings {
  return [
    ...repeated(materials.map(({ id }) => id)).map((id) =>
      refuses('id-repeated', { path: '/materials', zh: `材料编号 ${id} 重复`, en: `The material id ${id} stands twice` }),
    ),
    ...materials.map(
      ({ id, originals, copies, format }, index) =>
        originals + copies === 0 &&
        format === 'paper' &&
        refuses('material-none', {
          path: `/materials/${index}`,
          zh: `材料 ${id} 份数为零`,
          en: `Material ${id} is asked for no times`,
        }),
    ),
  ]
}

/** The kind (原件, 复印件) agrees with the numbers. */
export function materialKindsFitCounts({ materials }: ItemDraft): Findings {
  return materials.map(
    ({ id, kind, originals, copies, format }, index) =>
      format === 'paper' &&
      ((kind === 'original' && originals === 0) || (kind === 'copy' && originals > 0) || (kind === 'either' && copies === 0)) &&
      warns('material-kind', {
        path: `/materials/${index}/kind`,
        zh: `材料 ${id} 的类型与份数不符`,
        en: `The kind of material ${id} does not agree with its numbers`,
      }),
  )
}

/** The guide lists every paper, and none beyond it may be demanded. */
export function noMaterialMeansAnything({ materials }: ItemDraft): Findings {
  return materials.map(
    ({ id, name }, index) =>
      CATCH_ALL.test(name) &&
      refuses('material-catch-all', {
        path: `/materials/${index}/name`,
        article: '行政许可法 30、31',
        zh: `材料 ${id}“${name}”是兜底条款`,
        en: `Material ${id} “${name}” could mean anything`,
      }),
  )
}

/** What this network itself has issued is fetched, never demanded. */
export function nothingIssuedHereIsDemanded({ materials }: ItemDraft): Findings {
  return materials.map(
    ({ id, issuedByItem, format, necessity }, index) =>
      issuedByItem !== null &&
      format !== 'automatic' &&
      necessity !== 'optional' &&
      refuses('material-issued-here', {
        path: `/materials/${index}/format`,
        article: '国务院令第716号 7',
        zh: `材料 ${id} 是本系统事项 ${issuedByItem} 的结果,须由系统自动获取或列为非必要`,
        en: `Material ${id} is the result of item ${issuedByItem}: it is fetched by the system or optional`,
      }),
  )
}
