import { useSearchParams } from 'react-router'

export type Wish = Readonly<Record<string, string>>

/** What a page shows, kept in the address, so that reloading and going back lose nothing; changing one thing goes to the first page. */
export function useWish(): readonly [Wish, (change: Wish) => void] {
  const [params, setParams] = useSearchParams()
  const wish = Object.fromEntries(params)
  const change = (next: Wish) => {
    const { page: _, ...kept } = { ...wish }
    setParams(written({ ...kept, ...next }), { replace: true })
  }
  return [wish, change]
}

/** Empty ones are left out. */
export function written(wish: Readonly<Record<string, string | undefined>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(wish).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, value]])),
  )
}

export function pageOf({ page = '1' }: Wish): number {
  return /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1
}
