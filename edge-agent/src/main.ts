#!/usr/bin/env -S node --max-semi-space-size=1
import { runProgram } from '@liandong/core/cli/program/run-program.js'
import { agentSettings } from '@liandong/core/cli/program/settings.js'
import { startAgent } from './agent.js'
import { decideAgentConfig } from './config.js'

await runProgram({ name: 'edge-agent', settings: agentSettings, decide: decideAgentConfig, start: startAgent }, process)
