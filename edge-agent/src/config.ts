import { identify } from '@liandong/core/cli/program/identity.js'
import type { Decided } from '@liandong/core/cli/program/run-program.js'
import { mistakesInWeb, webServing, type WebServing } from '@liandong/core/cli/program/web-settings.js'
import { agentSettings } from '@liandong/core/cli/program/settings.js'
import type { ConfigOf } from '@liandong/core/runtime/config.js'
import { isEnrolled } from '@liandong/core/site/enrolment/machine.js'

type Values = ConfigOf<typeof agentSettings>

/** Who an agent is and whom it dials. */
export interface AgentIdentity {
  readonly site: string
  readonly parent: { readonly site: string; readonly address: string }
}

/** What one agent runs with; it has no identity yet while its machine is to be enrolled. */
export interface AgentConfig extends Omit<Values, 'log' | 'site' | 'parent' | 'http'> {
  readonly http: WebServing
  readonly identity: AgentIdentity | null
}

/** An agent either knows who it is, from its settings or its enrolment, or has no keys yet and waits to be told. */
export function decideAgentConfig({ log: _, site, parent, http: asked, ...others }: Values): Decided<AgentConfig> {
  const mistakes = mistakesInWeb(asked)
  if (mistakes.length > 0) return { kind: 'mistakes', mistakes }
  const rest = { ...others, http: webServing(asked) }
  const identity = whoIs({ site, parent, keysFolder: rest.keysFolder })
  if (identity !== null) return { kind: 'config', config: { ...rest, identity } }
  if (!isEnrolled(rest.keysFolder) && site === null && parent.site === null)
    return { kind: 'config', config: { ...rest, identity } }
  const given = { LIANDONG_SITE: site, LIANDONG_PARENT_SITE: parent.site, LIANDONG_PARENT_ADDRESS: parent.address }
  const missing = Object.entries(given).filter(([, value]) => value === null)
  return {
    kind: 'mistakes',
    mistakes: missing.map(([name]) => `${name} must be given, since the machine was not enrolled with a code`),
  }
}

/** Null while something of it is not known. */
export function whoIs(values: Pick<Values, 'site' | 'parent' | 'keysFolder'>): AgentIdentity | null {
  const { site, parent } = identify(values)
  return site === null || parent.site === null || parent.address === null
    ? null
    : { site, parent: { site: parent.site, address: parent.address } }
}
