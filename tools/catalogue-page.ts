// Usage: npm run docs:catalogue — writes docs/catalogue-sources.md from the demonstration's items; a test fails while the two differ.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readItemFiles } from '@liandong/core/cli/items/read-items.js'
import type { ItemDraft } from '@liandong/core/domain/item.js'
import type { Limit } from '@liandong/core/domain/values.js'

/** A service of several departments (联办, 一件事, 并联审批) as a source describes it, with the items it joins. */
export interface JointService {
  readonly id: string
  readonly name: string
  readonly source: string
  /** As the city has them now. */
  readonly departments: readonly string[]
  readonly items: readonly string[]
  /** What is done together, in order. */
  readonly steps: readonly string[]
  readonly promised: Limit | null
  readonly facts: readonly string[]
  readonly invented: readonly string[]
}

/** Everything a source names that somebody may ask for, and where it is in the catalogue; why not, where it is nowhere. */
export interface NamedInSource {
  readonly source: string
  readonly names: readonly { readonly name: string; readonly entries: readonly string[]; readonly why?: string }[]
}

/** The sample catalogue with what it was made from. */
export interface SampleCatalogue {
  readonly items: readonly ItemDraft[]
  readonly joint: readonly JointService[]
  readonly sources: readonly NamedInSource[]
}

const data = new URL('./demo/data/', import.meta.url)

export function readSampleCatalogue(): SampleCatalogue {
  const { items, problems } = readItemFiles(fileURLToPath(new URL('items', data)))
  const [first] = problems
  if (first !== undefined) throw new Error(`${first.file}: ${first.detail}`)
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, data), 'utf8'))
  return {
    items,
    joint: read('joint-services.json') as readonly JointService[],
    sources: read('sources.json') as readonly NamedInSource[],
  }
}

/** The page as it must stand: what each source names, then every item and every joint service. */
export function cataloguePage({ items, joint, sources }: SampleCatalogue): string {
  return [
    HEAD,
    ...sources.map(namesOf),
    section(
      'Items',
      ['id', 'item', 'source', 'invented'],
      items.map(({ id, name, source, invented }) => [id, name, source, invented.join('、')]),
    ),
    section('Joint services', ['id', 'service', 'joins', 'departments now', 'source', 'invented'], joint.map(jointRow)),
  ].join('\n')
}

function namesOf({ source, names }: NamedInSource): string {
  return section(
    source,
    ['named', 'in the catalogue', 'note'],
    names.map(({ name, entries, why }) => [name, entries.join('、'), why ?? '']),
  )
}

function jointRow({ id, name, items, departments, source, invented }: JointService): readonly string[] {
  return [id, name, items.join('、'), departments.join('、'), source, invented.join('、')]
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`)
  return `## ${title}\n\n${lines.join('\n')}\n`
}

/** An empty cell still needs a mark for some readers; a bar would end it. */
function cell(text: string): string {
  return text === '' ? '–' : text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

const HEAD = `# Where the sample catalogue comes from

The demonstration's items (\`tools/demo/data/items\`) and joint services (\`tools/demo/data/joint-services.json\`) are what reports and guides of
nine service centres name. Names, limits and counts are theirs; what a source does not say is listed as invented. First what each source
names and where it is in the catalogue, or why it is no item; then every item and every joint service.
`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL('../docs/catalogue-sources.md', import.meta.url)), cataloguePage(readSampleCatalogue()))
}
