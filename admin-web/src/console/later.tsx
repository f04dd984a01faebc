import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Asked } from '../parts/asked.js'

/** Every page but a counter's first. */
const pages = {
  find: async () => (await import('../counter/find/find-item.js')).FindItem,
  application: async () => (await import('../counter/draft/application.js')).Application,
  receipt: async () => (await import('../counter/receipt/receipt-page.js')).ReceiptPage,
  paperReceipts: async () => (await import('../counter/later/receipts-page.js')).ReceiptsPage,
  batch: async () => (await import('../counter/batch/batch-page.js')).BatchPage,
  outlet: async () => (await import('../counter/outlet/outlet-page.js')).OutletPage,
  instant: async () => (await import('../counter/instant/instant-page.js')).InstantPage,
  scan: async () => (await import('../counter/scan/scan-page.js')).ScanPage,
  returns: async () => (await import('../counter/returns/returns-page.js')).ReturnsPage,
  texts: async () => (await import('./documents/texts-page.js')).TextsPage,
  bags: async () => (await import('../counter/bags/bags-page.js')).BagsPage,
  registers: async () => (await import('../counter/registers/registers.js')).Registers,
  worklist: async () => (await import('../counter/worklist/worklist.js')).Worklist,
  approvals: async () => (await import('../counter/approvals/approvals.js')).Approvals,
  villages: async () => (await import('../counter/township/villages.js')).MyVillages,
  cases: async () => (await import('./cases/case-list.js')).CaseList,
  case: async () => (await import('../case/case-page.js')).CasePageView,
  seizures: async () => (await import('./seizures/seizure-page.js')).SeizurePage,
  audit: async () => (await import('./audit/audit-page.js')).AuditPage,
  places: async () => (await import('./places/places-page.js')).PlacesPage,
  overview: async () => (await import('./overview/overview-page.js')).OverviewPage,
  people: async () => (await import('./people/people-page.js')).PeoplePage,
  catalogue: async () => (await import('./catalogue/catalogue.js')).Catalogue,
  network: async () => (await import('./network/network.js')).Network,
  networkPlace: async () => (await import('./network-place/place-page.js')).PlacePage,
  enrolment: async () => (await import('./enrolment/enrolment-page.js')).EnrolmentPage,
  attention: async () => (await import('./attention/attention.js')).AttentionPage,
} as const

type PageName = keyof typeof pages

/** One of them, with the wait or the refusal where it is not here yet. */
export function Later({ page }: { readonly page: PageName }) {
  const query = useQuery({
    queryKey: ['page', page],
    queryFn: async () => ({ Page: await pages[page]() }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return <Asked query={query}>{({ Page }) => <Page />}</Asked>
}

/** Long enough for the first page to be read from the program's answers. */
const restMs = 1_500

/** Fetches them all while nobody waits: a page that is here opens at once, also while the program is away. */
export function useFetchedEarly(): void {
  useEffect(() => {
    const timer = window.setTimeout(() => {
      // One that fails is asked for again when it is opened, and says so there.
      for (const load of Object.values(pages)) load().catch(() => {})
    }, restMs)
    return () => window.clearTimeout(timer)
  }, [])
}
