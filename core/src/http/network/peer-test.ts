import { Type } from 'typebox'
import { Fault } from '../../domain/fault.js'
import { PEER_STEPS, type PeerStepResult } from '../../site/network/peer-test.js'
import { randomHex } from '../../wire/hash.js'
import { actingOf } from '../acting.js'
import type { Routes } from '../plugin.js'
import { ID, list, oneOf, record } from '../schemas/common.js'

const tags = ['network']

export const PEER_TEST = record({
  id: Type.String(),
  target: Type.String(),
  done: Type.Boolean(),
  steps: list(record({ step: oneOf(...PEER_STEPS), state: oneOf('ok', 'failed', 'unknown', 'skipped'), detail: Type.String() })),
})

interface Running {
  readonly id: string
  readonly target: string
  readonly steps: PeerStepResult[]
  done: boolean
}

/** 线路自检: the way to the parent, or to the message bus, step by step. The last test is kept for whoever looks. */
export const peerTestRoutes: Routes = (app, site, { peerTest = null }) => {
  let last: Running | null = null

  app.post(
    '/api/link-tests',
    {
      config: { action: 'site.maintain' },
      schema: { tags, summary: '开始线路自检 start a test', body: record({}), response: { 201: PEER_TEST } },
    },
    async (request, reply) => {
      actingOf(request, site)
      if (peerTest === null) throw new Fault('link/parent-unreachable', 'no parent')
      // Two people who click at once see the same test.
      if (last === null || last.done) {
        const running: Running = { id: randomHex(8), target: peerTest.target, steps: [], done: false }
        last = running
        void peerTest.run((step) => void running.steps.push(step)).finally(() => (running.done = true))
      }
      return reply.code(201).send(last)
    },
  )

  app.get(
    '/api/link-tests/:test',
    {
      config: { action: 'link.read' },
      schema: { tags, summary: '线路自检进度 steps so far', params: record({ test: ID }), response: { 200: PEER_TEST } },
    },
    (request) => {
      actingOf(request, site)
      if (last?.id !== request.params.test) throw new Fault('parked/unknown', request.params.test)
      return last
    },
  )
}
