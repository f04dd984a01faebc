#!/usr/bin/env node
import { configCommand } from './commands/config-command.js'
import { initCityCommand, keysCommand } from './commands/key-commands.js'
import { runCommand } from './commands/run-command.js'
import { backupCommand, rebuildCommand, sitesCommand, verifyCommand } from './commands/store-commands.js'

const commands = {
  init: initCityCommand,
  keys: keysCommand,
  sites: sitesCommand,
  verify: verifyCommand,
  rebuild: rebuildCommand,
  backup: backupCommand,
  config: configCommand,
}

process.exitCode = await runCommand(commands, process.argv.slice(2), {
  nowMs: Date.now(),
  print: (line) => void process.stdout.write(`${line}\n`),
  printError: (line) => void process.stderr.write(`${line}\n`),
})
