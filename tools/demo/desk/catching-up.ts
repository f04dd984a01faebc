import { until } from '../world/until.js'
import type { Desk } from './desk.js'

interface List {
  readonly list: string
  readonly kind: string
  readonly number: number
  readonly held: boolean
}

/**
 * Roster and lists travel from their publishers at the first starts; nobody can act before a site has the roster, the list
 * of its own gateway, and what is offered in the whole city, all with their contents.
 */
export async function caughtUp(city: Desk, others: readonly Desk[]): Promise<void> {
  await Promise.all(
    others.map((desk) =>
      until(`${desk.site.name} has the roster and its lists`, async () => {
        const [above, here] = [await holdings(city), await holdings(desk).catch(() => null)]
        return here !== null && isWhole(above, here) ? true : null
      }),
    ),
  )
}

interface Holdings {
  readonly version: number
  readonly lists: readonly List[]
}

async function holdings({ api }: Desk): Promise<Holdings> {
  const [{ version }, { lists }] = await Promise.all([
    api.get<{ version: number }>('/api/roster'),
    api.get<{ lists: readonly List[] }>('/api/catalogue/lists'),
  ])
  return { version, lists }
}

function isWhole(above: Holdings, here: Holdings): boolean {
  const has = (one: List) => here.lists.some(({ list, number }) => list === one.list && number === one.number)
  return (
    here.version === above.version &&
    here.lists.every(({ held }) => held) &&
    here.lists.some(({ kind }) => kind === 'items') &&
    above.lists.filter(({ kind }) => kind === 'shared').every(has) &&
    here.lists.filter(({ kind }) => kind === 'shared').length >= SHARED_LISTS
  )
}

/** Both counties that run offer something everywhere. */
const SHARED_LISTS = 2
