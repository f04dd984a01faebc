import { serveHttp } from '@liandong/core/cli/program/serve-http.js'
import { startInScope, type ProgramParts } from '@liandong/core/cli/program/start-in-scope.js'
import { openWeb } from '@liandong/core/cli/program/web-keys.js'
import { buildUnenrolledApp } from '@liandong/core/http/enrolment/unenrolled-app.js'
import { enrolMachine } from '@liandong/core/transport/enrolment/enrol-machine.js'
import { randomHex } from '@liandong/core/wire/hash.js'
import { whoIs, type AgentConfig, type AgentIdentity } from './config.js'

/** Something that was started and can be ended. */
interface Running {
  readonly httpUrl: string
  close(): Promise<void>
}

/**
 * Serves nothing but enrolment until the machine is a site; then its port is closed and `start` opens the agent in its place, without
 * another start of the program.
 */
export async function startUnenrolled(
  config: AgentConfig,
  parts: ProgramParts,
  start: (identity: AgentIdentity) => Promise<Running>,
): Promise<Running> {
  let agent: Promise<Running> | null = null
  const waiting = await startInScope(parts, async ({ clock, logger, scope }) => {
    const { keysFolder } = config
    const web = await openWeb(config.http, { issuer: () => null, keysFolder, authority: null, clock, logger, scope })
    const app = buildUnenrolledApp({
      https: web.options.https,
      randomHex,
      enrol: async (sheet) => {
        const note = await enrolMachine({ keysFolder, program: 'edge-agent', gateway: null }, sheet)
        logger.info('enrolled', { part: 'enrolment', peer: note.parent.site })
        return note
      },
      onEnrolled: () => {
        agent ??= waiting.close().then(() => start(enrolledAs(config)))
      },
    })
    const httpUrl = await serveHttp(app, config.http, scope)
    logger.info('waiting to be enrolled', { part: 'http', address: httpUrl })
    return { httpUrl }
  })
  return {
    httpUrl: waiting.httpUrl,
    close: async () => {
      await waiting.close()
      await (await agent)?.close()
    },
  }
}

function enrolledAs({ keysFolder }: AgentConfig): AgentIdentity {
  const identity = whoIs({ site: null, parent: { site: null, address: null }, keysFolder })
  if (identity === null) throw new Error(`${keysFolder} holds no word of an enrolment`)
  return identity
}
