import { Alert, Button, Flex } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { useSeat } from '../../parts/desk.js'
import { PrintLinks } from '../../case/documents/print-links.js'
import { Heading } from '../../parts/heading.js'
import { timeText } from '../../parts/times.js'
import type { HandedIn } from '../draft/hand-in.js'
import { sheetsText } from '../papers/sheets.js'
import { Rows } from '../rows.js'
import type { Receipt } from '../shapes.js'

/** 收件凭证: printed for the villager. It lives in the browser's history alone: the query code is kept nowhere in clear. */
export function ReceiptPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [])
  const handedIn = useLocation().state as HandedIn | null
  if (handedIn === null) return <Lost />
  return (
    <>
      <div className="no-print">
        <Heading title={t('receipt.title')} asOfMs={null} />
        {handedIn.isSubmitted === false && <Alert type="warning" showIcon title={t('receipt.notSubmitted')} />}
      </div>
      <Paper handedIn={handedIn} />
      <Flex gap={16} className="no-print" style={{ marginTop: 16 }}>
        <PrintLinks path={`/print/cases/${handedIn.receipt.caseId}/receipt`} name={t('receipt.title')} />
        <Button size="large" onClick={() => void navigate('/new')}>
          {t('receipt.another')}
        </Button>
        <Button size="large" onClick={() => void navigate('/today')}>
          {t('receipt.today')}
        </Button>
      </Flex>
    </>
  )
}

function Lost() {
  const { t } = useTranslation()
  return (
    <>
      <Heading title={t('receipt.title')} asOfMs={null} />
      <Alert
        type="info"
        showIcon
        title={t('receipt.lost')}
        description={<Link to="/cases">{t('nextStep', { next: t('receipt.lostNext') })}</Link>}
      />
    </>
  )
}

function Paper({ handedIn: { receipt, isSubmitted } }: { readonly handedIn: HandedIn }) {
  const { t } = useTranslation()
  const { start, desk } = useSeat()
  const state = isSubmitted === true ? t('receipt.submitted') : t('receipt.registered')
  const rows = [
    [t('receipt.item'), receipt.item.name],
    [t('receipt.place'), desk?.place.name ?? start.site.name],
    [t('receipt.time'), timeText(receipt.registeredMs)],
    [t('receipt.state'), receipt.onlyHere && start.site.parent !== null ? t('receipt.onlyHere') : state],
  ] as const
  return (
    <section className="sheet receipt" aria-label={t('receipt.title')}>
      <h2>{t('receipt.title')}</h2>
      <p className="big">
        {t('receipt.number')} <strong className="number">{receipt.number}</strong>
      </p>
      <p className="big">
        {t('receipt.code')} <strong className="number">{receipt.queryCode}</strong>
      </p>
      <Rows rows={rows} />
      <h3>{t('receipt.papers')}</h3>
      {receipt.materials.length === 0 && <p>{t('receipt.noPapers')}</p>}
      <ul>
        {receipt.materials.map((material) => (
          <li key={material.material}>{`${material.name}${t('colon')}${sheetsOf(material)}`}</li>
        ))}
      </ul>
      <p>{t('receipt.keep')}</p>
    </section>
  )

  function sheetsOf({ originals, copies, paper }: Receipt['materials'][number]): string {
    const sheets = originals + copies > 0 ? [sheetsText(t, { originals, copies })] : []
    return [...sheets, ...(paper === null ? [] : [t('receipt.scan')])].join(' · ')
  }
}
