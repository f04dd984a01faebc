import { Button, Card, Flex, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { AllBags } from './all-bags.js'
import { OneBag } from './one-bag.js'
import type { Bags } from './shapes.js'
import './words.js'

/** 原件交接: originals kept here, bags on their way, and one bag counted by scan. */
export function BagsPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const bag = params.get('bag') ?? ''
  return (
    <>
      <Heading title={t('bags.title')} asOfMs={null} />
      <Flex vertical gap={16}>
        <ScanBox onScan={(scanned) => setParams({ bag: scanned })} />
        {bag === '' ? <All /> : <OneBag key={bag} bag={bag} onAll={() => setParams({})} />}
      </Flex>
    </>
  )
}

function All() {
  return <Asked query={useAnswer<Bags>('/api/bags')}>{(bags) => <AllBags bags={bags} />}</Asked>
}

/** A scanner types the barcode and presses Enter. */
function ScanBox({ onScan }: { readonly onScan: (bag: string) => void }) {
  const { t } = useTranslation()
  const [text, type] = useState('')
  const box = useRef<HTMLInputElement | null>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <Card styles={{ body: { padding: 16 } }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const scanned = text.normalize('NFKC').trim().toUpperCase()
          if (scanned === '') return
          type('')
          onScan(scanned)
        }}
      >
        <Flex gap={12} align="center">
          <label htmlFor="bag" className="field-name">
            {t('bags.label')}
          </label>
          <Input
            id="bag"
            ref={(element) => {
              box.current = element?.input ?? null
            }}
            style={{ maxWidth: 420 }}
            autoComplete="off"
            placeholder={t('bags.hint')}
            maxLength={60}
            value={text}
            onChange={({ target }) => type(target.value)}
          />
          <Button htmlType="submit" disabled={text.trim() === ''}>
            {t('bags.open')}
          </Button>
        </Flex>
      </form>
    </Card>
  )
}
