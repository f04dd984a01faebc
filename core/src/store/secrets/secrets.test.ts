import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../history.testing.js'
import { DATABASE_FILE, openStore } from '../open.js'
import { keyFileBeside, usualKeyFile, writeKeyFile } from './key-file.js'
import { newKey, ringText } from './key-ring.js'
import { Secrets } from './secrets.js'

const damaged = expect.objectContaining({ code: 'store/damaged' })

describe('a sealed column', () => {
  const secrets = new Secrets([newKey()])

  test('opens where it was sealed and nowhere else', () => {
    const sealed = secrets.seal('draft a', '370102199001011234')
    expect(secrets.open('draft a', sealed).toString()).toBe('370102199001011234')
    expect(() => secrets.open('draft b', sealed)).toThrow(damaged)
    expect(() => new Secrets([newKey()]).open('draft a', sealed)).toThrow(damaged)
    expect(() => secrets.open('draft a', sealed.subarray(0, -1))).toThrow(damaged)
    expect(() => secrets.open('draft a', Buffer.from('{"plain":"text"}, of whoever wrote it'))).toThrow(damaged)
  })

  test('never looks the same twice, unless it is one that is made again from facts', () => {
    expect(secrets.seal('a', 'x')).not.toEqual(secrets.seal('a', 'x'))
    expect(secrets.sealAlike('a', 'x')).toEqual(secrets.sealAlike('a', 'x'))
    // One nonce for two rows would tell what their difference is.
    expect(secrets.sealAlike('a', 'x').subarray(9, 21)).not.toEqual(secrets.sealAlike('b', 'x').subarray(9, 21))
    expect(secrets.open('a', secrets.sealAlike('a', 'x')).toString()).toBe('x')
  })

  test('is read by an older key while a newer one writes', () => {
    const old = newKey()
    const both = new Secrets([old])
    const [sealed, digest] = [both.seal('a', 'x'), both.digest('identity', '1')]
    both.useRing([newKey(), old])
    expect(both.open('a', sealed).toString()).toBe('x')
    expect(both.digest('identity', '1')).not.toEqual(digest)
    expect(both.digests('identity', '1')).toContainEqual(digest)
    both.useRing([both.ring[0]])
    expect(() => both.open('a', sealed)).toThrow(damaged)
  })
})

describe('the key of a store', () => {
  function made(folder: string) {
    const [data, keyFile] = [join(folder, 'data'), join(folder, 'keys', 'site.key')]
    openStore(data, { keyFile }).close()
    return { data, keyFile }
  }
  const refusal = (data: string, keyFile: string) => {
    try {
      openStore(data, { keyFile }).close()
      return null
    } catch (error) {
      return error as { code: string; message: string }
    }
  }

  test('is made with a new store, outside its folder, for its owner alone', () => {
    using folder = temporaryFolder()
    const { data, keyFile } = made(folder.path)
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder.path, 'keys'))).toEqual(['site.key'])
    openStore(data, { keyFile }).close()
  })

  test('that is gone is never made anew over what it sealed', () => {
    using folder = temporaryFolder()
    const { data, keyFile } = made(folder.path)
    rmSync(keyFile)
    const before = readFileSync(join(data, DATABASE_FILE))
    expect(refusal(data, keyFile)).toMatchObject({ code: 'store/key-missing', message: expect.stringContaining(keyFile) })
    expect([existsSync(keyFile), readFileSync(join(data, DATABASE_FILE)).equals(before)]).toEqual([false, true])
  })

  test('is not another’s, not a damaged one, and not one with a false name', () => {
    using folder = temporaryFolder()
    const { data, keyFile } = made(folder.path)
    const own = readFileSync(keyFile, 'utf8')
    writeKeyFile(keyFile, [newKey()])
    expect(refusal(data, keyFile)?.code).toBe('store/key-wrong')
    writeFileSync(keyFile, '{}')
    expect(refusal(data, keyFile)?.code).toBe('store/key-wrong')
    const { keys } = JSON.parse(own) as { keys: [{ id: string; key: string }] }
    const [{ id, key }] = keys
    writeFileSync(
      keyFile,
      own.replace(
        key,
        key.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      ),
    )
    const wrong = refusal(data, keyFile)
    expect([wrong?.code, wrong?.message.includes(key.slice(1)), own.includes(id)]).toEqual(['store/key-wrong', false, true])
    const [second, third] = [newKey(), newKey()]
    writeFileSync(keyFile, own)
    expect(refusal(data, keyFile)).toBeNull()
    // Also one that only reads.
    writeFileSync(
      keyFile,
      ringText([
        { id, bytes: Buffer.from(key, 'hex') },
        { id: second.id, bytes: third.bytes },
      ]),
    )
    expect(refusal(data, keyFile)?.code).toBe('store/key-wrong')
  })

  test.skipIf(process.platform === 'win32')('that others may read is refused', () => {
    using folder = temporaryFolder()
    const { data, keyFile } = made(folder.path)
    chmodSync(keyFile, 0o640)
    expect(refusal(data, keyFile)?.code).toBe('store/key-open')
  })

  test('never lies inside the folder it guards', () => {
    using folder = temporaryFolder()
    const data = join(folder.path, 'data')
    expect(refusal(data, join(data, 'site.key'))?.code).toBe('store/key-inside')
    mkdirSync(join(data, 'deep'))
    expect(refusal(data, join(data, 'deep', 'site.key'))?.code).toBe('store/key-inside')
    expect(refusal(data, join(folder.path, 'data.key'))).toBeNull()
    cpSync(join(folder.path, 'data.key'), join(data, 'site.key'))
    expect(refusal(data, join(data, 'site.key'))?.code).toBe('store/key-inside')
  })

  test('is looked for beside the folder, then where the platform keeps settings, under the folder’s path', () => {
    using folder = temporaryFolder()
    const data = join(folder.path, 'data')
    const named = usualKeyFile(data, { XDG_CONFIG_HOME: '/config', ProgramData: '/config' })
    expect(named).toMatch(/[\\/]liandong[\\/][^\\/]+-data\.key$/)
    writeFileSync(keyFileBeside(data), ringText([newKey()]))
    expect(usualKeyFile(data)).toBe(keyFileBeside(data))
  })
})
