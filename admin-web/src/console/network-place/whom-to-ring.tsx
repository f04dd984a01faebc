import { Flex, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PlaceNetwork } from './place-page.js'
import './words.js'

/** A person and a number, the best first; a number is a link, so that a softphone rings it. */
export function WhomToRing({ ring }: Pick<PlaceNetwork, 'ring'>) {
  const { t } = useTranslation()
  if (ring.length === 0) return <Typography.Text type="warning">{t('netPlace.nobody')}</Typography.Text>
  return (
    <Flex vertical gap={4}>
      {ring.map(({ name, phone, why }) => (
        <Flex key={`${why} ${name}`} gap={8} align="baseline">
          <Typography.Text strong>{name}</Typography.Text>
          <Phone phone={phone} />
          <Typography.Text type="secondary" style={{ whiteSpace: 'nowrap' }}>
            {t(`netPlace.why.${why}`)}
          </Typography.Text>
        </Flex>
      ))}
    </Flex>
  )
}

function Phone({ phone }: { readonly phone: string | null }) {
  const { t } = useTranslation()
  if (phone === null) return <Typography.Text type="secondary">{t('netPlace.noPhone')}</Typography.Text>
  if (phone.includes('*')) return <span className="number">{phone}</span>
  return (
    <a className="number" href={`tel:${phone}`}>
      {phone}
    </a>
  )
}
