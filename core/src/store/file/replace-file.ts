import { chmodSync, closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Most of what is replaced whole is a key. */
const OWNER_ONLY = 0o600

/** Puts a file in the place of another, or of none, on the disk when this returns; a crash leaves the one or the other. */
export function replaceFile(path: string, content: string, mode = OWNER_ONLY): void {
  const temporary = `${path}.part`
  const file = openSync(temporary, 'w', mode)
  try {
    writeSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  // One that lay there from an earlier try keeps the mode it was made with.
  chmodSync(temporary, mode)
  renameSync(temporary, path)
  syncFolder(dirname(path))
}

/** Windows syncs names of files by itself and refuses to open a folder. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
