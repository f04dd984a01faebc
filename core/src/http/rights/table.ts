import { Type } from 'typebox'
import { ACTIONS, actions } from '../../domain/rights/actions.js'
import { table } from '../../domain/rights/table.js'
import { ROLES } from '../../domain/people/account.js'
import type { Routes } from '../plugin.js'
import { list, oneOf, record } from '../schemas/common.js'

const ROW = record({
  roles: list(oneOf(...ROLES)),
  reach: oneOf('area', 'organ', 'desk'),
  whose: oneOf('any', 'own', 'own or stood in for'),
  tiers: list(oneOf('city', 'county', 'edge')),
})
export const RIGHTS = record({ actions: list(record({ action: Type.String(), words: Type.String(), rows: list(ROW) })) })

/** 权限表: the very table the lock asks, to read. */
export const rightsTableRoutes: Routes = (app) => {
  const rights = { actions: ACTIONS.map((action) => ({ action, words: actions[action], rows: table[action] })) }
  app.get(
    '/api/rights',
    { config: { action: 'directory.read' }, schema: { tags: ['rights'], summary: '权限表 rights', response: { 200: RIGHTS } } },
    () => rights,
  )
}
