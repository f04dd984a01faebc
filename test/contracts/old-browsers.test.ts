import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const assets = fileURLToPath(new URL('../../admin-web/dist/assets', import.meta.url))

/** Younger than Chromium 88, which old office PCs have; syntax is the build's to lower, these are not. `at` is brought along. */
const younger =
  /AbortSignal\.(?:any|timeout)\b|\bstructuredClone\(|Object\.(?:hasOwn|groupBy)\b|Map\.groupBy\b|\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|isWellFormed)\(|Promise\.withResolvers\b|Array\.fromAsync\b|Intl\.Segmenter\b/g

test('the pages call nothing that browsers of 2021 lack', () => {
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(3)
  const found = scripts.flatMap((name) =>
    [...readFileSync(join(assets, name), 'utf8').matchAll(younger)].map(([call]) => `${name}: ${call}`),
  )
  expect(found).toEqual([])
})
