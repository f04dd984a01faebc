import { describeFailure } from '../program/describe-fault.js'
import type { CommandWorld } from '../init/init-command.js'
import { UsageError, type Command } from './command.js'

const exitCodes = { failed: 1, misused: 2 } as const

/** Runs one command of those named; answers the exit code. */
export async function runCommand(
  commands: Readonly<Record<string, Command>>,
  words: readonly string[],
  world: CommandWorld,
): Promise<number> {
  const [name = 'help', ...args] = words
  if (name === 'help' || name === '--help') return print(world, overview(commands))
  const command = commands[name]
  if (command === undefined) return misused(world, [`没有命令 ${name} / no such command`, '', ...overview(commands)])
  if (args.includes('--help')) return print(world, [command.summary, command.usage])
  try {
    return await command.run(args, world)
  } catch (error) {
    if (error instanceof UsageError) return misused(world, [error.message, command.usage])
    for (const line of describeFailure(error)) world.printError(line)
    return exitCodes.failed
  }
}

function overview(commands: Readonly<Record<string, Command>>): readonly string[] {
  const names = Object.keys(commands)
  const width = Math.max(...names.map((name) => name.length))
  return ['liandong COMMAND', '', ...names.map((name) => `  ${name.padEnd(width)}  ${commands[name]?.summary}`)]
}

function print(world: CommandWorld, lines: readonly string[]): number {
  for (const line of lines) world.print(line)
  return 0
}

function misused(world: CommandWorld, lines: readonly string[]): number {
  for (const line of lines) world.printError(line)
  return exitCodes.misused
}
