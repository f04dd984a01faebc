import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { readSecret, type SecretInput } from './read-secret.js'

function stage(isTTY: boolean) {
  const keys = new PassThrough()
  const shown = new PassThrough()
  const raw: boolean[] = []
  const input = Object.assign(keys, { isTTY, setRawMode: (on: boolean) => raw.push(on) })
  const from: SecretInput = { input, output: shown }
  return { keys, raw, from, said: () => String(shown.read() ?? '') }
}

test('a secret is read from a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-secret-'))
  writeFileSync(join(folder, 'password'), 'Ri4-zhao-Gang\n')
  expect(await readSecret('password', join(folder, 'password'))).toBe('Ri4-zhao-Gang')
  rmSync(folder, { recursive: true })
})

test('two secrets are read from two lines, though both come at once', async () => {
  const { keys, from } = stage(false)
  keys.end('first-Secret\nsecond-Secret\n')
  expect(await readSecret('one', undefined, from)).toBe('first-Secret')
  expect(await readSecret('two', undefined, from)).toBe('second-Secret')
  await expect(readSecret('three', undefined, from)).rejects.toThrow('没有输入')
})

test('at a terminal what is typed is not shown, and can be corrected', async () => {
  const { keys, raw, from, said } = stage(true)
  const asked = readSecret('密码', undefined, from)
  keys.write('Ri4-zaho')
  keys.write('\u007f\u007f\u007fhao\r')
  expect(await asked).toBe('Ri4-zhao')
  expect(raw).toEqual([true, false])
  expect(said()).toBe('密码: \n')
})

test('at a terminal it can be given up', async () => {
  const { keys, raw, from } = stage(true)
  const asked = readSecret('密码', undefined, from)
  keys.write('Ri4\u0003')
  await expect(asked).rejects.toThrow('已取消')
  expect(raw).toEqual([true, false])
})
