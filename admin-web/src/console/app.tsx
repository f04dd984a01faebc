import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useTranslation } from 'react-i18next'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { styleNonce, theme } from '../parts/theme.js'
import { menuOf } from '../counter/roles.js'
import { Today } from '../counter/today/today.js'
import { useSeat } from '../parts/desk.js'
import { Frame } from './frame.js'
import { Later, useFetchedEarly } from './later.js'
import { NoPage } from './no-page.js'

/** A refusal is shown at once and asked again at the next round; retrying in silence would hide it. */
const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } })

export function App() {
  const { i18n } = useTranslation()
  useFetchedEarly()
  return (
    <ConfigProvider
      theme={theme}
      csp={{ nonce: styleNonce() }}
      button={{ autoInsertSpace: false }}
      locale={i18n.language === 'en' ? enUS : zhCN}
    >
      <QueryClientProvider client={client}>
        {/* The address holds what boxes and choices show: they must follow a click at once. */}
        <BrowserRouter useTransitions={false}>
          <Routes>
            <Route element={<Frame />}>
              <Route index element={<Home />} />
              <Route path="today" element={<Today />} />
              <Route path="new" element={<Later page="find" />} />
              <Route path="new/:draft" element={<Later page="application" />} />
              <Route path="receipt" element={<Later page="receipt" />} />
              <Route path="paper-receipts" element={<Later page="paperReceipts" />} />
              <Route path="batch" element={<Later page="batch" />} />
              <Route path="outlet" element={<Later page="outlet" />} />
              <Route path="instant" element={<Later page="instant" />} />
              <Route path="find" element={<Later page="scan" />} />
              <Route path="returns" element={<Later page="returns" />} />
              <Route path="texts" element={<Later page="texts" />} />
              <Route path="bags" element={<Later page="bags" />} />
              <Route path="registers" element={<Later page="registers" />} />
              <Route path="worklist" element={<Later page="worklist" />} />
              <Route path="approvals" element={<Later page="approvals" />} />
              <Route path="villages" element={<Later page="villages" />} />
              <Route path="cases" element={<Later page="cases" />} />
              <Route path="cases/:case" element={<Later page="case" />} />
              <Route path="seizures" element={<Later page="seizures" />} />
              <Route path="audit" element={<Later page="audit" />} />
              <Route path="places" element={<Later page="places" />} />
              <Route path="overview" element={<Later page="overview" />} />
              <Route path="people" element={<Later page="people" />} />
              <Route path="catalogue/*" element={<Later page="catalogue" />} />
              <Route path="network" element={<Later page="network" />} />
              <Route path="network/places/:place" element={<Later page="networkPlace" />} />
              <Route path="enrolment" element={<Later page="enrolment" />} />
              <Route path="attention" element={<Later page="attention" />} />
              <Route path="*" element={<NoPage />} />
            </Route>
          </Routes>
        </BrowserRouter>
      </QueryClientProvider>
    </ConfigProvider>
  )
}

/** Each begins where their day does. */
function Home() {
  const { session, start } = useSeat()
  return <Navigate to={menuOf(session, start.site.tier !== 'edge').home} replace />
}
