import {
  handleAreas,
  handlingForms,
  handlings,
  itemTypes,
  levels,
  limitUnits,
  type Listed,
  materialFormats,
  materialKinds,
  necessities,
  powerSources,
  powers,
  resultKinds,
  serviceObjects,
  sourceChannels,
  specialStepKinds,
  stepKinds,
  stopGrounds,
} from '../../domain/catalogue/code-lists.js'
import type { Routes } from '../plugin.js'
import { CODE_LISTS } from './schemas.js'

/** 代码表: the national code lists by value and name, for pages that read and write items. */
export const codeRoutes: Routes = (app) => {
  app.get(
    '/api/catalogue/codes',
    {
      config: { action: 'catalogue.read' },
      schema: { tags: ['catalogue'], summary: '代码表 code lists', response: { 200: CODE_LISTS } },
    },
    () => ({
      itemTypes: told(itemTypes),
      levels: told(levels),
      handlings: told(handlings),
      limitUnits: told(limitUnits),
      powers: told(powers),
      powerSources: told(powerSources),
      stepKinds: told(stepKinds),
      serviceObjects: told(serviceObjects),
      handlingForms: told(handlingForms),
      handleAreas: told(handleAreas),
      necessities: told(necessities),
      materialKinds: told(materialKinds),
      materialFormats: told(materialFormats),
      sourceChannels: told(sourceChannels),
      resultKinds: told(resultKinds),
      specialStepKinds: told(specialStepKinds),
      stopGrounds: told(stopGrounds),
    }),
  )
}

function told(list: readonly Listed[]) {
  return list.map(({ value, zh, en }) => ({ value, zh, en }))
}
