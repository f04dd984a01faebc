import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/schema'
import { fileProblem, type SheetProblem } from '../columns/cell.js'
import { SHEET_KEYS, SHEETS, type SheetKey } from '../columns/sheets.js'

const word = Type.String({ minLength: 1, maxLength: 200 })
const words = Type.Record(word, word)

const SHEET = Type.Object(
  {
    as: Type.Enum([...SHEET_KEYS]),
    headerRow: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    columns: Type.Optional(words),
    values: Type.Optional(Type.Record(word, words)),
    defaults: Type.Optional(words),
    ignore: Type.Optional(Type.Array(word)),
  },
  { additionalProperties: false },
)

/**
 * 列对照文件: for each sheet of a county's own file which of ours it is, in which row its headers stand, which column is which field,
 * which of its values means which of ours, what fills blank cells, and which columns are left out on purpose.
 */
const MAPPING = Type.Object({ sheets: Type.Record(word, SHEET) }, { additionalProperties: false })

export type MappingFile = Static<typeof MAPPING>
export type SheetMapping = Static<typeof SHEET>

const mapping = Compile(MAPPING)

/** The mapping, or everything wrong with it. */
export function readMapping(value: unknown): MappingFile | readonly SheetProblem[] {
  if (!mapping.Check(value)) {
    const [, errors] = mapping.Errors(value)
    return errors
      .slice(0, 20)
      .map(({ instancePath, message }) => fileProblem('import/mapping', `${instancePath || '/'} ${message}`))
  }
  const unknown = Object.entries(value.sheets).flatMap(([name, sheet]) => unknownFields(name, sheet))
  return unknown.length > 0 ? unknown : value
}

function unknownFields(name: string, { as, columns = {}, values = {}, defaults = {} }: SheetMapping): readonly SheetProblem[] {
  const known = Object.keys(SHEETS[as as SheetKey].columns)
  const named = [...Object.values(columns), ...Object.keys(values), ...Object.keys(defaults)]
  return [...new Set(named)]
    .filter((field) => !known.includes(field))
    .map((field) => fileProblem('import/mapping', `工作表“${name}”:没有字段 ${field},可用的有 ${known.join('、')}`))
}
