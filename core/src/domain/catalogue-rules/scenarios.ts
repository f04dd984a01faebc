import type { ItemDraft, ScenarioOption } from '../item.js'
import { type Findings, refuses, repeated } from './finding.js'

/** Questions and options are told apart, and each question has something to choose from. */
export function scenariosAreWhole({ scenarioGroups }: ItemDraft): Findings {
  const path = '/scenarioGroups'
  const options = scenarioGroups.flatMap((group) => group.options)
  return [
    ...repeated(scenarioGroups.map(({ id }) => id)).map((id) =>
      refuses('id-repeated', { path, zh: `情形组编号 ${id} 重复`, en: `The scenario group ${id} stands twice` }),
    ),
    ...repeated(options.map(({ id }) => id)).map((id) =>
      refuses('id-repeated', { path, zh: `情形编号 ${id} 重复`, en: `The scenario ${id} stands twice` }),
    ),
    ...scenarioGroups.map(
      ({ id, options: choices }, index) =>
        choices.length === 0 &&
        refuses('scenario-empty', {
          path: `${path}/${index}/options`,
          zh: `情形组 ${id} 没有选项`,
          en: `The group ${id} has no options`,
        }),
    ),
  ]
}

/** Options name papers of the list, each once. */
export function scenariosNameMaterials({ scenarioGroups, materials }: ItemDraft): Findings {
  const known = new Set(materials.map(({ id }) => id))
  const of = ({ id, materials: named }: ScenarioOption, path: string): Findings => [
    ...repeated(named).map((material) =>
      refuses('scenario-material', {
        path,
        zh: `情形 ${id} 中材料 ${material} 重复`,
        en: `Scenario ${id} names ${material} twice`,
      }),
    ),
    ...named.map(
      (material) =>
        !known.has(material) &&
        refuses('scenario-material', {
          path,
          zh: `情形 ${id} 的材料 ${material} 不在材料清单中`,
          en: `Scenario ${id} names ${material}, which is not in the list`,
        }),
    ),
  ]
  return scenarioGroups.flatMap(({ options }, group) =>
    options.flatMap((option, index) => of(option, `/scenarioGroups/${group}/options/${index}/materials`)),
  )
}

/** A question hangs only on answers to earlier ones. */
export function scenariosHangOnEarlierOnes({ scenarioGroups }: ItemDraft): Findings {
  const earlier = new Set<string>()
  return scenarioGroups.flatMap(({ id, askedWhen, options }, index) => {
    const strange = askedWhen.filter((option) => !earlier.has(option))
    for (const option of options) earlier.add(option.id)
    return strange.map((option) =>
      refuses('scenario-asked-when', {
        path: `/scenarioGroups/${index}/askedWhen`,
        zh: `情形组 ${id} 的前提 ${option} 不是前面情形组的选项`,
        en: `The group ${id} hangs on ${option}, which no earlier group offers`,
      }),
    )
  })
}
