import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Asked } from '../../parts/asked.js'

/** The catalogue's pages: only those who keep it load them. */
const pages = {
  items: async () => (await import('./items.js')).Items,
  base: async () => (await import('../catalogue-claims/base-page.js')).BasePage,
  revisions: async () => (await import('../catalogue-claims/revisions.js')).Revisions,
  works: async () => (await import('../catalogue-work/works.js')).Works,
  work: async () => (await import('../catalogue-work/work-page.js')).WorkPageView,
  powers: async () => (await import('../catalogue-many/powers-page.js')).PowersPage,
  batch: async () => (await import('../catalogue-many/batch-page.js')).BatchPage,
  import: async () => (await import('../catalogue-import/import-page.js')).ImportPage,
  ledger: async () => (await import('../catalogue-reports/ledger.js')).LedgerPage,
  reports: async () => (await import('../catalogue-reports/reports-page.js')).ReportsPage,
  surveys: async () => (await import('../catalogue-surveys/surveys.js')).Surveys,
  survey: async () => (await import('../catalogue-surveys/survey-page.js')).SurveyPageView,
  item: async () => (await import('../catalogue-item/item-page.js')).ItemPage,
} as const

export type CataloguePageName = keyof typeof pages

export function Page({ page }: { readonly page: CataloguePageName }) {
  const query = useQuery({
    queryKey: ['page', 'catalogue', page],
    queryFn: async () => ({ Shown: await pages[page]() }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return <Asked query={query}>{({ Shown }) => <Shown />}</Asked>
}

/** The others are fetched while the first is read. */
export function useOthersFetched(): void {
  useEffect(() => {
    // One that fails is asked for again when it is opened, and says so there.
    for (const load of Object.values(pages)) load().catch(() => {})
  }, [])
}
