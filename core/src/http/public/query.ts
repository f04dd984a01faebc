import { Type } from 'typebox'
import { askPublicly } from '../../site/public/ask.js'
import type { Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { list, MS, record } from '../schemas/common.js'
import { STAGE } from '../schemas/case.js'

const WORDS = record({ zh: Type.String(), en: Type.String() })
const QUESTION = record({
  number: Type.String({ minLength: 1, maxLength: 60 }),
  code: Type.String({ minLength: 1, maxLength: 40 }),
})
export const PUBLIC_CASE = record({
  asOfMs: MS,
  sinceMs: MS,
  number: Type.String(),
  item: Type.String(),
  stage: STAGE,
  state: WORDS,
  next: WORDS,
  ring: list(record({ name: Type.String(), phone: Type.String() })),
})

/** Two short words are all that is asked with. */
const BODY_LIMIT_BYTES = 1024

/** 公众查询: for whoever holds a receipt, without signing in. In a body, so that neither word stands in anybody's log of addresses. */
export const publicQueryRoutes: Routes = (app, site) => {
  app.post(
    '/public/query',
    {
      bodyLimit: BODY_LIMIT_BYTES,
      config: { action: 'public', rate: 'public' },
      schema: { tags: ['public'], summary: '办件公众查询 query by receipt', body: QUESTION, response: { 200: PUBLIC_CASE } },
    },
    async (request) => {
      const { kind: _, ...shown } = answered(await askPublicly(site, { ...request.body, from: request.ip }))
      return shown
    },
  )
}
