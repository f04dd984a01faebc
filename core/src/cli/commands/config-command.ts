import { agentSettings, gatewaySettings } from '../program/settings.js'
import { describeSettings } from '../program/settings-help.js'
import { readArguments, UsageError, type Command } from './command.js'

const programs: Readonly<Record<string, readonly string[]>> = {
  gateway: describeSettings(gatewaySettings),
  'edge-agent': describeSettings(agentSettings),
}

/** Prints the settings of a program with limits and defaults. */
export const configCommand: Command = {
  summary: '列出程序的全部设置与默认值 / print a program’s settings with their defaults',
  usage: 'liandong config gateway|edge-agent',
  run: (args, world) => {
    const [name = ''] = readArguments(args, [], [], 1).rest
    const lines = programs[name]
    if (lines === undefined) throw new UsageError(`没有程序 ${name} / no such program`)
    for (const line of lines) world.print(line)
    return 0
  },
}
