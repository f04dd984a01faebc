import { setImmediate as nextTurn } from 'node:timers/promises'
import type { WorkItem } from '../../domain/catalogue-work/work.js'
import { refused, type Refusal } from '../../domain/decider.js'
import type { ItemDraft } from '../../domain/item.js'
import type { OrganId } from '../../domain/values.js'
import type { Acting } from '../act.js'
import { kindOfItem } from '../catalogue/publish-items.js'
import { publishedHere, refOf } from '../catalogue-work/lists.js'
import { beginWork } from '../catalogue-work/work-log.js'
import { entitled } from '../catalogue-work/worker.js'
import type { Site } from '../site.js'
import type { CheckedImport, ImportRun, Imports } from './imports.js'

/** Links must not wait while thousands are read. */
const ITEMS_A_TURN = 50
/** A work is reviewed as one; a department reads no more than this at once. */
const ITEMS_A_WORK = 100

/**
 * Applies exactly what the dry run checked: each department's items become works to be reviewed and published, all in one
 * transaction. Anything that changed since then refuses the whole.
 */
export async function applyImport(
  imports: Imports,
  site: Site,
  acting: Acting,
  { id, token }: { readonly id: string; readonly token: string },
): Promise<ImportRun | Refusal> {
  const run = imports.find(site, acting, id)
  if ('kind' in run) return run
  if (run.phase === 'applied' && run.token === token) return run
  const checked = imports.checked(id)
  if (checked === null || run.token !== token) return refused('import/not-checked', run.phase)
  const works = await worksOf(site, checked)
  const outcome = await site.commit((): readonly string[] | Refusal => {
    const who = entitled(site, acting, 'write', null)
    if ('kind' in who) return who
    const stale = staleness(site, checked)
    if (stale !== null) return stale
    return works.map(({ organ, items }, index) => {
      const title = `导入 ${run.name}(${index + 1})`
      const plan = { kind: 'batch' as const }
      return beginWork(site, { fact: 'begun', plan, organ, title, items, choices: [] }, who).id
    })
  })
  if ('kind' in outcome) return outcome
  return imports.markApplied(id, outcome) ?? run
}

function staleness(site: Site, { items, known, rosterVersion }: CheckedImport): Refusal | null {
  if (site.roster.version !== rosterVersion) return refused('import/changed', `名册 ${rosterVersion} → ${site.roster.version}`)
  const moved = items.filter(({ id }) => (publishedHere(site, id)?.digest ?? null) !== (known.get(id)?.digest ?? null))
  return moved.length === 0
    ? null
    : refused(
        'import/changed',
        moved
          .slice(0, 10)
          .map(({ name }) => name)
          .join('、'),
      )
}

interface PlannedWork {
  readonly organ: OrganId | null
  readonly items: readonly WorkItem[]
}

/** By department, and by the list the items belong to, for one work is published as one edition. */
async function worksOf(site: Site, { items }: CheckedImport): Promise<readonly PlannedWork[]> {
  const groups = new Map<string, { readonly organ: OrganId | null; readonly items: WorkItem[] }>()
  for (const [index, { id, bytes, change }] of items.entries()) {
    if (index % ITEMS_A_TURN === 0) await nextTurn()
    if (change === 'unchanged') continue
    // Written by our own thread a moment ago, from a draft it had checked.
    const content = JSON.parse(Buffer.from(bytes).toString()) as ItemDraft
    const current = publishedHere(site, id)
    const key = `${kindOfItem(content)} ${content.organ ?? ''}`
    const group = groups.get(key) ?? { organ: content.organ, items: [] }
    groups.set(key, group)
    group.items.push({ item: id, basedOn: current === null ? null : refOf(current), content })
  }
  return [...groups.values()].flatMap(({ organ, items: all }) =>
    Array.from({ length: Math.ceil(all.length / ITEMS_A_WORK) }, (_, index) => ({
      organ,
      items: all.slice(index * ITEMS_A_WORK, (index + 1) * ITEMS_A_WORK),
    })),
  )
}
