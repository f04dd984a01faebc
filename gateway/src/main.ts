#!/usr/bin/env node
import { runProgram } from '@liandong/core/cli/program/run-program.js'
import { gatewaySettings } from '@liandong/core/cli/program/settings.js'
import { decideGatewayConfig } from './config.js'
import { startGateway } from './gateway.js'

await runProgram({ name: 'gateway', settings: gatewaySettings, decide: decideGatewayConfig, start: startGateway }, process)
