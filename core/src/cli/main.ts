#!/usr/bin/env node
import { natsServerConfigBeside } from '../transport/nats/server-config.js'
import { enrolMachine } from '../transport/enrolment/enrol-machine.js'
import { configCommand } from './commands/config-command.js'
import { enrolCommand } from './commands/enrol-command.js'
import { enrolmentCommand } from './commands/enrolment-command.js'
import { natsConfigCommand } from './commands/nats-command.js'
import { initCityCommand, keysCommand } from './commands/key-commands.js'
import { accountCommand } from './people/account-command.js'
import { itemsCommand } from './items/items-command.js'
import { runCommand } from './commands/run-command.js'
import { backupCommand, rebuildCommand, sitesCommand, verifyCommand } from './commands/store-commands.js'

const commands = {
  init: initCityCommand,
  keys: keysCommand,
  enrol: enrolCommand(enrolMachine),
  enrolment: enrolmentCommand,
  'nats-config': natsConfigCommand(natsServerConfigBeside),
  account: accountCommand,
  items: itemsCommand,
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
