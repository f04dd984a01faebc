import { Type } from 'typebox'
import type { Routes } from '../plugin.js'

/** 清空练习: everything practised is gone, also from the disk; whoever goes on signs in again. Served in practice alone. */
export function practiceRoutes(erase: () => void): Routes {
  return (app) => {
    app.post(
      '/api/practice/erase',
      {
        config: { action: 'draft.write' },
        schema: { tags: ['practice'], summary: '清空练习 erase what was practised', response: { 202: Type.Null() } },
      },
      async (_request, reply) => {
        reply.raw.once('close', erase)
        return reply.code(202).send(null)
      },
    )
  }
}
