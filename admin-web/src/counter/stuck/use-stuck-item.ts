import { useAnswer } from '../../parts/answer.js'
import type { ItemLine } from '../shapes.js'

/** The item every county publishes for what no other item fits (办不成事反映); a county's has the place's id behind its own. */
const stuckId = /^no-item-fits(?![\w-])/
/** In its name, by which it is found. */
const stuckWords = '办不成事'

/** Its id here; null where nobody published it, undefined while that is being asked. */
export function useStuckItem(): string | null | undefined {
  const { data } = useAnswer<{ readonly items: readonly ItemLine[] }>(
    `/api/items?limit=50&text=${encodeURIComponent(stuckWords)}`,
  )
  const found = data?.items.filter(({ id }) => stuckId.test(id))
  return found === undefined ? undefined : ((found.find(({ offered }) => offered) ?? found[0])?.id ?? null)
}
