import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'
import { onceFor } from './stamp.mjs'

/**
 * `install --no-save`, not `ci`: npm drops other platforms' optional packages from a lock made where the package source
 * lacks them, and `ci` then refuses. No package's own scripts run; the one that must compile has a stage of its own.
 */
export function installPackages() {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const inputs = [
    '.npmrc',
    'package-lock.json',
    'package.json',
    ...workspaces.map((workspace) => `${workspace}/package.json`),
    { word: `${process.platform} ${process.arch}` },
  ]
  return onceFor({ name: 'packages', inputs, output: 'node_modules/.package-lock.json' }, () =>
    run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']),
  )
}
