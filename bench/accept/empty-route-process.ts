import fastify from 'fastify'
import { serve } from '../harness/serve.js'

/** The least an HTTP server of ours can do: parse the same body and answer the id; nothing is kept. */
async function start(): Promise<string> {
  const app = fastify()
  app.post('/cases', async (request, reply) => reply.code(201).send({ caseId: (request.body as { caseId: string }).caseId }))
  return app.listen({ host: '127.0.0.1', port: 0 })
}

serve({ start })
