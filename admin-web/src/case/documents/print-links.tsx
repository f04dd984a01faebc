import { Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import type { Desk } from '../../parts/shapes.js'
import { knowDocumentWords } from './words.js'

knowDocumentWords()

interface Props {
  /** Of the page to print, without its look. */
  readonly path: string
  readonly name: string
}

/** One document on A4, in large type, or as a slip of 80 mm; each opens as a page of its own. */
export function PrintLinks({ path, name }: Props) {
  const { t } = useTranslation()
  const { desk } = useSeat()
  return (
    <Flex gap={12} align="center" wrap>
      <PrintLink href={printPath(path, desk, {})} text={t('documents.a4', { name })} />
      <PrintLink
        href={printPath(path, desk, { type: 'large' })}
        text={t('documents.large')}
        label={t('documents.largeOf', { name })}
      />
      <PrintLink
        href={printPath(path, desk, { paper: 'slip' })}
        text={t('documents.slip')}
        label={t('documents.slipOf', { name })}
      />
    </Flex>
  )
}

function PrintLink({ href, text, label = text }: { readonly href: string; readonly text: string; readonly label?: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" aria-label={label}>
      {text}
    </a>
  )
}

/** A link carries no headers, so the desk stands in the address. */
export function printPath(path: string, desk: Desk | null, look: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams({
    ...(desk !== null && { place: desk.place.id }),
    ...(desk !== null && desk.organ !== null && { organ: desk.organ.id }),
    ...look,
  })
  return `${path}?${params.toString()}`
}
