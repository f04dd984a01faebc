import type { Routes } from '../plugin.js'
import { bundleRoutes } from './bundles.js'
import { claimRoutes } from './claims.js'
import { importRoutes } from './imports.js'
import { surveyRoutes } from './surveys.js'
import { workRoutes } from './works.js'

/** Writing and reviewing the catalogue: served by gateways, because only they publish. */
export const catalogueWorkRoutes: readonly Routes[] = [workRoutes, bundleRoutes, claimRoutes, surveyRoutes, importRoutes()]
