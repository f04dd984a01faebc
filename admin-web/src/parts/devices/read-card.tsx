import { useMutation } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { addWords } from '../words/add-words.js'
import type { CardRead } from './devices.js'
import { DeviceTrouble } from './more-sources.js'
import { useDevices } from './use-devices.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 读身份证: fills in what somebody has compared with the card and the face; nothing where there is no reader. */
export function ReadCard({ onRead }: { readonly onRead: (card: CardRead) => void }) {
  const { t } = useTranslation()
  const { reader } = useDevices()
  const card = useMutation({ mutationFn: async () => (await reader?.read(new AbortController().signal)) ?? null })
  if (reader === null) return null
  const found = card.data ?? null
  return (
    <>
      <Button loading={card.isPending} onClick={() => card.mutate()}>
        {t('hands.readCard')}
      </Button>
      {card.error !== null && <DeviceTrouble />}
      {found !== null && (
        <Modal
          open
          title={t('hands.cardTitle')}
          okText={t('hands.cardFill')}
          okButtonProps={{ autoFocus: true }}
          onOk={() => {
            onRead(found)
            card.reset()
          }}
          onCancel={() => card.reset()}
        >
          <dl className="answers">
            {(['name', 'number', 'address'] as const).map((field) => (
              <div key={field}>
                <dt>{t(`hands.${cardWords[field]}`)}</dt>
                <dd>{found[field]}</dd>
              </div>
            ))}
          </dl>
        </Modal>
      )}
    </>
  )
}

const cardWords = { name: 'cardName', number: 'cardNumber', address: 'cardAddress' } as const
