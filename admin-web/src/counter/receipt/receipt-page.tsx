import { Alert, Button, Flex } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { PrintLinks } from '../../case/documents/print-links.js'
import { Heading } from '../../parts/heading.js'
import type { HandedIn } from '../draft/hand-in.js'
import { ReceiptSheet } from './receipt-sheet.js'

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
      <ReceiptSheet {...handedIn} />
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
