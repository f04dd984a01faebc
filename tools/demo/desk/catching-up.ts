import { until } from '../world/until.js'
import type { Desk } from './desk.js'

/** Roster and items travel down from the city at a site's first start; nobody can act before they are there. */
export async function caughtUp(city: Desk, others: readonly Desk[]): Promise<void> {
  const wanted = await holdings(city)
  await Promise.all(
    others.map((desk) =>
      until(`${desk.site.name} has the city's roster and items`, async () => {
        const held = await holdings(desk).catch(() => null)
        return held === wanted ? true : null
      }),
    ),
  )
}

async function holdings({ api }: Desk): Promise<string> {
  const [{ version }, { items }] = await Promise.all([
    api.get<{ version: number }>('/api/roster'),
    api.get<{ items: readonly unknown[] }>('/api/items?limit=500'),
  ])
  return `roster ${version}, items ${items.length}`
}
