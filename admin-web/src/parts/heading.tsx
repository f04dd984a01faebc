import { Flex, Typography } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { exactTimeText } from './times.js'

interface Props {
  readonly title: ReactNode
  /** Time of the figures below; null while there are none. */
  readonly asOfMs: number | null
  readonly extra?: ReactNode
}

/** A page's name and the time of its figures. The focus goes there, so that a reader hears where it is. */
export function Heading({ title, asOfMs, extra }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <Flex align="center" gap={12} wrap style={{ marginBottom: 16 }}>
      <h1 ref={heading} tabIndex={-1} style={{ fontSize: 22, margin: 0 }}>
        {title}
      </h1>
      {extra}
      <Typography.Text type="secondary" style={{ marginInlineStart: 'auto' }}>
        {asOfMs !== null && t('asOf', { time: exactTimeText(asOfMs) })}
      </Typography.Text>
    </Flex>
  )
}
