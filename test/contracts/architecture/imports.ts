import { parseSync, Visitor, type Program } from 'oxc-parser'

export interface Import {
  /** As written. */
  readonly specifier: string
  readonly isTypeOnly: boolean
}

/** Every import of a source: static, dynamic and re-exporting, of values and of types. */
export function readImports(path: string, source: string): readonly Import[] {
  const imports: Import[] = []
  const add = (specifier: string, isTypeOnly: boolean) => imports.push({ specifier, isTypeOnly })
  new Visitor({
    ImportDeclaration: ({ source: from, importKind, specifiers }) =>
      add(from.value, importKind === 'type' || areTypes(specifiers)),
    ExportNamedDeclaration: ({ source: from, exportKind, specifiers }) => {
      if (from !== null) add(from.value, exportKind === 'type' || areTypes(specifiers))
    },
    ExportAllDeclaration: ({ source: from, exportKind }) => add(from.value, exportKind === 'type'),
    TSImportType: ({ source: from }) => add(from.value, true),
    ImportExpression: ({ source: from }) => {
      if (from.type !== 'Literal') throw new Error(`${path} imports a computed name, which cannot be checked`)
      add(String(from.value), false)
    },
  }).visit(parse(path, source))
  return imports
}

/** A file that defines nothing and only passes on what other files of ours define. */
export function isBarrel(path: string, source: string): boolean {
  const { body } = parse(path, source)
  const exported = body.filter((statement) => statement.type !== 'ImportDeclaration')
  return exported.length > 0 && exported.every(passesOn)
}

function parse(path: string, source: string): Program {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  return program
}

/** `import { type A, type B } from …`; one without names runs the module, so it is not of types. */
function areTypes(specifiers: readonly object[]): boolean {
  return specifiers.length > 0 && specifiers.every((one) => kindOf(one) === 'type')
}

function kindOf(specifier: { readonly importKind?: unknown; readonly exportKind?: unknown }): unknown {
  return specifier.importKind ?? specifier.exportKind
}

/** Generated code is the exception: the one folder that may import it passes it on. */
function passesOn(statement: Program['body'][number]): boolean {
  if (statement.type === 'ExportAllDeclaration') return !statement.source.value.includes('/gen/')
  if (statement.type !== 'ExportNamedDeclaration' || statement.declaration !== null) return false
  return !statement.source?.value.includes('/gen/')
}
