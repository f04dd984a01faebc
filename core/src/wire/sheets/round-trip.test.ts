import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ItemDraft } from '../../domain/item.js'
import { organBook } from '../columns/organ-book.js'
import { readJson, writeJson } from '../workbook/json-document.js'
import { readWorkbook, type ReadWorkbook } from '../workbook/read-workbook.js'
import { writeWorkbook } from '../workbook/write-workbook.js'
import { anyDraft } from './item.testing.js'
import { readTables } from './read-tables.js'
import { writeTables } from './write-tables.js'

const organs = organBook([
  { id: 'o0001', name: '莒县统计局', creditCode: '11371122004321XXXX' },
  { id: 'o0002', name: '五莲县统计局', creditCode: null },
  // Two of one name are told apart by their ids.
  { id: 'o0003', name: '五莲县统计局', creditCode: null },
])

const drafts = fc.uniqueArray(anyDraft, { minLength: 1, maxLength: 3, selector: ({ id }) => id })

function readAgain({ tables, problems }: ReadWorkbook): readonly ItemDraft[] {
  const read = readTables(tables, { organs, known: [], mapping: null, effectiveFrom: '1999-01-01', source: 'file' })
  const cells = [...problems, ...read.problems].filter(({ severity, code }) => severity === 'error' && code.startsWith('import/'))
  // 收费与收费表不符 is a rule of content, met by chance.
  expect(cells).toEqual([])
  return read.items.map(({ draft }) => draft)
}

test('what is exported to Excel is imported again as it was', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(drafts, async (items) => {
      const bytes = await writeWorkbook(writeTables(items, organs, 'both'))
      expect(readAgain(await readWorkbook(bytes))).toEqual(items)
    }),
    { numRuns: 40 },
  )
})

test('what is exported to JSON is imported again as it was', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(drafts, (items) => {
      expect(readAgain(readJson(writeJson(writeTables(items, organs, 'field'))))).toEqual(items)
    }),
    { numRuns: 100 },
  )
})
