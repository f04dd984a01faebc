import { Checkbox, Flex, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { Labelled } from '../draft/step-part.js'
import { Upload } from '../papers/upload.js'
import type { Item } from '../shapes.js'
import type { InstantContent } from './content.js'

interface Props {
  readonly item: Item
  readonly content: InstantContent
  readonly change: (part: Partial<InstantContent>) => void
  /** null until the first word is kept. */
  readonly draft: string | null
}

/** What is decided on the spot. An item that only records grants nothing and hands nothing over. */
export function ResultPart({ item, content, change, draft }: Props) {
  const { t } = useTranslation()
  const { result, certificate, handsOver } = content
  const records = item.guide.recordOnly
  const gives = result === 'granted' && item.hasResult && !records
  return (
    <Flex gap={24} wrap align="center" role="group" aria-label={t('instant.result')}>
      <Radio.Group
        aria-label={t('instant.result')}
        name="instant-result"
        value={result}
        options={[
          { value: 'granted', label: t(records ? 'instant.recorded' : 'instant.granted') },
          { value: 'denied', label: t('instant.denied') },
        ]}
        onChange={({ target }) => change({ result: target.value as InstantContent['result'] })}
      />
      {gives && (
        <Labelled id="instant-certificate" label={t('instant.certificate')} width={240}>
          <Input
            id="instant-certificate"
            value={certificate}
            maxLength={100}
            autoComplete="off"
            onChange={({ target }) => change({ certificate: target.value })}
          />
        </Labelled>
      )}
      {gives && (
        <Checkbox checked={handsOver} onChange={({ target }) => change({ handsOver: target.checked })}>
          {t('instant.handsOver')}
        </Checkbox>
      )}
      {result === 'denied' && draft !== null && (
        <Flex gap={8} align="center">
          <span>{t('instant.document')}</span>
          <Upload
            name={t('instant.document')}
            draft={draft}
            paper={content.document}
            onUploaded={(document) => change({ document })}
          />
        </Flex>
      )}
    </Flex>
  )
}
