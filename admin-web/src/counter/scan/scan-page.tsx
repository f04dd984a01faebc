import { useMutation } from '@tanstack/react-query'
import { Button, Card, Flex, Input } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Waiting } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Refusal } from '../../parts/refusal.js'
import { useTell } from '../tell.js'
import type { Scanned } from './scanned.js'
import { ScanAnswer } from './scan-answer.js'
import './words.js'

/** 扫码查询: any station answers for any receipt. A scanner types the text and presses Enter. */
export function ScanPage() {
  const { t } = useTranslation()
  const box = useRef<HTMLInputElement>(null)
  const [text, type] = useState('')
  const look = useLook(box, type)
  return (
    <>
      <Heading title={t('scan.title')} asOfMs={look.data?.asOfMs ?? null} />
      <Flex vertical gap={16}>
        <Card styles={{ body: { padding: 16 } }}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (text.trim() !== '') look.mutate(text)
            }}
          >
            <label htmlFor="scanned" className="field-name">
              {t('scan.label')}
            </label>
            <Flex gap={12} style={{ marginTop: 8 }}>
              <Input
                id="scanned"
                ref={(element) => {
                  box.current = element?.input ?? null
                }}
                size="large"
                autoComplete="off"
                placeholder={t('scan.hint')}
                maxLength={2_000}
                value={text}
                onChange={({ target }) => type(target.value)}
              />
              <Button type="primary" size="large" htmlType="submit" disabled={text.trim() === ''}>
                {t('scan.look')}
              </Button>
            </Flex>
          </form>
        </Card>
        {look.isPending && <Waiting />}
        {look.error !== null && <Refusal error={look.error} />}
        {look.data !== undefined && !look.isPending && <ScanAnswer found={look.data} />}
      </Flex>
    </>
  )
}

/** The number alone is kept in the address: a receipt's code stands in nobody's history. */
function useLook(box: RefObject<HTMLInputElement | null>, type: (text: string) => void) {
  const tell = useTell()
  const [params, setParams] = useSearchParams()
  const look = useMutation({
    mutationFn: (text: string) => tell<Scanned>('/api/scans', { method: 'POST', body: { text } }),
    onSuccess: ({ number }) => {
      setParams({ number }, { replace: true })
      // The next scan writes over this one.
      type('')
      box.current?.focus()
    },
  })
  const { mutate } = look
  const [asked] = useState(params.get('number'))
  useEffect(() => {
    box.current?.focus()
    if (asked !== null && asked !== '') mutate(asked)
  }, [asked, mutate, box])
  return look
}
