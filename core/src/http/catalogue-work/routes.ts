import { codeRoutes } from '../catalogue-view/codes.js'
import { catalogueItemRoutes } from '../catalogue-view/items.js'
import type { Routes } from '../plugin.js'
import { bundleRoutes } from './bundles.js'
import { claimRoutes } from './claims.js'
import { importRoutes } from './imports.js'
import { surveyRoutes } from './surveys.js'
import { workRoutes } from './works.js'

/** Reading, writing and reviewing the catalogue: served by gateways, because only they publish. */
export const catalogueWorkRoutes: readonly Routes[] = [
  workRoutes,
  bundleRoutes,
  claimRoutes,
  surveyRoutes,
  importRoutes(),
  catalogueItemRoutes,
  codeRoutes,
]
