import { cp } from 'node:fs/promises'
import { keyFileBeside } from '@liandong/core/store/secrets/key-file.js'

/** Copies a closed store with its key, which lies beside it. */
export async function copyStore(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true })
  await cp(keyFileBeside(from), keyFileBeside(to))
}
