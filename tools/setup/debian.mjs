import { isInstalled, run, SetupFailure } from './run.mjs'

/** Installs the Debian packages of missing commands; each package is named after its command. */
export function installCommands(commands) {
  const missing = commands.filter((command) => !isInstalled(command))
  if (missing.length === 0) return 'unchanged'
  const install = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) {
    throw new SetupFailure(`missing: ${missing.join(', ')}. Install them as root, then start again:\n  ${install}`)
  }
  run('sh', ['-c', install], { DEBIAN_FRONTEND: 'noninteractive' })
  return 'installed'
}
