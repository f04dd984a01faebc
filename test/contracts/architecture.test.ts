import { expect, test } from 'vitest'
import { checkArchitecture } from './architecture/check.js'
import { readSources } from './architecture/sources.js'

/** Checks a few files that exist only here. */
function check(sources: Record<string, string>): readonly string[] {
  return checkArchitecture(new Map(Object.entries(sources)))
}

test('the sources keep the arrows, have no cycle, no barrel and no crowded folder', () => {
  const sources = readSources()
  expect(sources.size).toBeGreaterThan(10)
  expect(checkArchitecture(sources)).toEqual([])
})

test('an arrow to the left is fine, also through the name of the package', () => {
  const sources = {
    'core/src/site/execute.ts': `import { append } from '../store/event-log.js'\nexport const a = append`,
    'core/src/store/event-log.ts': `import type { Case } from '../domain/case.js'\nexport const append = (c: Case) => c`,
    'core/src/domain/case.ts': 'export interface Case {}',
    'gateway/src/main.ts': `import { a } from '@liandong/core/site/execute.js'\nimport { join } from 'node:path'\nexport const b = [a, join]`,
    'admin-web/src/api.ts': `import type { Case } from '@liandong/core/http/shapes.js'\nimport { useState } from 'react'\nexport const c: Case = useState`,
  }
  expect(check(sources)).toEqual([])
})

test.each([
  ['static', `import { a } from '../store/b.js'\nexport const c = a`],
  ['of a type', `import type { A } from '../store/b.js'\nexport type C = A`],
  ['inline of a type', `export type C = import('../store/b.js').A`],
  ['dynamic', `export const c = import('../store/b.js')`],
  ['for its effect', `import '../store/b.js'\nexport const c = 1`],
  ['re-exporting', `export { a } from '../store/b.js'\nexport const c = 1`],
  ['by the name of the package', `import { a } from '@liandong/core/store/b.js'\nexport const c = a`],
])('a wrong arrow is reported when the import is %s', (_kind, source) => {
  const found = check({ 'core/src/domain/case.ts': source, 'core/src/store/b.ts': 'export const a = 1' })
  expect(found).toEqual(['core/src/domain/case.ts imports core/src/store/b.ts; domain may not import store'])
})

test.each([
  ['core/src/domain/a.ts', 'node:fs', 'core/src/domain/a.ts imports the package node:fs; domain may import none'],
  [
    'core/src/domain/a.ts',
    '../runtime/b.js',
    'core/src/domain/a.ts imports core/src/runtime/b.ts; domain may not import runtime',
  ],
  [
    'core/src/runtime/a.ts',
    '../domain/b.js',
    'core/src/runtime/a.ts imports core/src/domain/b.ts; runtime may not import domain',
  ],
  ['core/src/http/a.ts', '../link/b.js', 'core/src/http/a.ts imports core/src/link/b.ts; http may not import link'],
  ['core/src/cli/a.ts', '../http/b.js', 'core/src/cli/a.ts imports core/src/http/b.ts; cli may not import http'],
  [
    'core/src/store/a.ts',
    '../wire/gen/b.js',
    'core/src/store/a.ts imports core/src/wire/gen/b.ts; store may not import generated',
  ],
  [
    'edge-agent/src/a.ts',
    '@liandong/gateway/b.js',
    'edge-agent/src/a.ts imports gateway/src/b.ts; edge-agent may not import gateway',
  ],
  [
    'admin-web/src/a.ts',
    '@liandong/core/http/b.js',
    'admin-web/src/a.ts imports core/src/http/b.ts; admin-web may not import http',
  ],
])('%s may not import %s', (path, specifier, sentence) => {
  expect(check({ [path]: `import { b } from '${specifier}'\nexport const a = b` })).toEqual([sentence])
})

test('a cycle is reported, also one of types', () => {
  const found = check({
    'core/src/site/a.ts': `import { b } from './b.js'\nexport const a = b`,
    'core/src/site/b.ts': `import { c } from './c.js'\nexport const b = c`,
    'core/src/site/c.ts': `import type { a } from './a.js'\nexport const c: typeof a = 1`,
  })
  expect(found).toEqual(['cycle: core/src/site/a.ts -> core/src/site/b.ts -> core/src/site/c.ts -> core/src/site/a.ts'])
})

test('a barrel is reported by its name and by what it does', () => {
  const found = check({
    'core/src/site/index.ts': 'export const a = 1',
    'core/src/site/all.ts': `import { e } from './e.js'\nexport * from './b.js'\nexport { c } from './c.js'\nexport { e }`,
  })
  expect(found).toEqual(['core/src/site/index.ts is a barrel', 'core/src/site/all.ts is a barrel'])
})

test('wire may pass on generated code', () => {
  expect(check({ 'core/src/wire/service.ts': `export { Link } from './gen/liandong/link/v1/service.js'` })).toEqual([])
})

test('a file outside every area is reported', () => {
  expect(check({ 'core/src/helpers.ts': '', 'core/src/misc/a.ts': '' })).toEqual([
    'core/src/helpers.ts lies in no known area',
    'core/src/misc/a.ts lies in no known area',
  ])
})

test('a thirteenth file and a third level are reported', () => {
  const crowd = Array.from({ length: 13 }, (_, at) => [`core/src/store/file-${at}.ts`, ''] as const)
  expect(check(Object.fromEntries([...crowd, ['core/src/store/a/b/deep.ts', '']]))).toEqual([
    'core/src/store holds 13 sources; at most 12',
    'core/src/store/a/b lies 3 levels below src; at most 2',
  ])
})
