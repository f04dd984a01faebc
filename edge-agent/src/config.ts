import type { Decided } from '@liandong/core/cli/program/run-program.js'
import { agentSettings } from '@liandong/core/cli/program/settings.js'
import type { ConfigOf } from '@liandong/core/runtime/config.js'

/** What one agent runs with: all its settings stand for themselves. */
export type AgentConfig = Omit<ConfigOf<typeof agentSettings>, 'log'>

/** No setting of an agent depends on another. */
export function decideAgentConfig({ log: _, ...config }: ConfigOf<typeof agentSettings>): Decided<AgentConfig> {
  return { kind: 'config', config }
}
