import { existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import { Fault } from '../../domain/fault.js'
import { replaceFile } from '../file/replace-file.js'
import { type KeyRing, newKey, readRing, ringText } from './key-ring.js'

/** Whoever may read a file besides its owner. */
const OTHERS = 0o077

/** Beside the data folder: what is found there is used where nothing else is said. */
export function keyFileBeside(dataFolder: string): string {
  return `${resolve(dataFolder)}.key`
}

/**
 * Where the key of a data folder lies when no setting says: beside the folder if a key is there, else in the place the
 * platform has for configuration, under the folder's path.
 */
export function usualKeyFile(dataFolder: string, env: Readonly<Record<string, string | undefined>> = process.env): string {
  const beside = keyFileBeside(dataFolder)
  if (existsSync(beside)) return beside
  const name = resolve(dataFolder)
    .replaceAll(/[\\/:]+/g, '-')
    .replace(/^-/, '')
  return join(configFolder(env), 'liandong', `${name}.key`)
}

function configFolder(env: Readonly<Record<string, string | undefined>>): string {
  if (process.platform === 'win32') return env['ProgramData'] ?? join(homedir(), 'AppData', 'Local')
  if (process.getuid?.() === 0) return '/etc'
  return env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
}

/** The keys of a store that was here before: a key file that is gone is never made anew over old data. */
export function readKeyFile(path: string, dataFolder: string): KeyRing {
  refuseInside(path, dataFolder)
  if (!existsSync(path)) throw new Fault('store/key-missing', path)
  if (process.platform !== 'win32' && (statSync(path).mode & OTHERS) !== 0)
    throw new Fault('store/key-open', `${path} may be read by others: chmod 600`)
  return readRing(readText(path), path)
}

/** The key file of a new store: the one that is there, or a new one, on the disk when this returns. */
export function makeKeyFile(path: string, dataFolder: string): KeyRing {
  refuseInside(path, dataFolder)
  if (existsSync(path)) return readKeyFile(path, dataFolder)
  const ring: KeyRing = [newKey()]
  writeKeyFile(path, ring)
  return ring
}

/** Puts the file in the place of another, or of none; a crash leaves the one or the other. */
export function writeKeyFile(path: string, ring: KeyRing): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    replaceFile(path, ringText(ring))
  } catch (cause) {
    throw new Fault('store/key-missing', `${path} cannot be written`, cause)
  }
}

/** Whoever carries the folder away must not carry its key away with it. */
function refuseInside(path: string, dataFolder: string): void {
  const folder = existsSync(dataFolder) ? realpathSync(dataFolder) : resolve(dataFolder)
  const lies = existsSync(dirname(path)) ? realpathSync(dirname(path)) : resolve(dirname(path))
  if (lies === folder || lies.startsWith(folder + sep)) throw new Fault('store/key-inside', path)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Fault('store/key-missing', `${path} cannot be read`, cause)
  }
}
