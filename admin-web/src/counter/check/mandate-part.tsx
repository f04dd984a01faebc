import { Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { PrintLinks } from '../../case/documents/print-links.js'
import type { StepProps } from '../draft/step-props.js'
import { Upload } from '../papers/upload.js'

interface Props extends StepProps {
  readonly draft: string
}

/** 代办服务委托书: printed with what the draft says, signed on paper, its scan kept with the case. */
export function MandatePart({ draft, content, change }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className="person no-print">
      <legend>{t('documents.mandateTitle')}</legend>
      <Flex gap={16} align="center" justify="space-between" wrap>
        <Flex vertical gap={8}>
          <span>{t('documents.mandateHint')}</span>
          <PrintLinks path={`/print/drafts/${draft}/mandate`} name={t('documents.mandate')} />
        </Flex>
        <Upload
          name={t('documents.signedPage')}
          draft={draft}
          paper={content.mandate}
          onUploaded={(mandate) => change({ mandate })}
        />
      </Flex>
    </fieldset>
  )
}
