import { Button, Empty, Flex, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../counter/acts/directory-field.js'
import { Asked } from '../../parts/asked.js'
import { useWish } from '../catalogue/address.js'

interface Places {
  readonly places: readonly { readonly id: string; readonly name: string }[]
}

/** As many as one looks through; a name finds the others. */
const most = 60

/** 服务手册: for each village what is done there, by proxy or asked about, and whom to ring; printed in both type sizes. */
export function Booklets() {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const text = wish['text'] ?? ''
  const query = useDirectory<Places>('/api/places?level=village')
  return (
    <Flex vertical gap={12}>
      <Input
        aria-label={t('catalogue.reports.findVillage')}
        placeholder={t('catalogue.reports.findVillage')}
        allowClear
        style={{ width: 280 }}
        value={text}
        onChange={({ target }) => change({ text: target.value })}
      />
      <Asked query={query}>{({ places }) => <List places={places.filter(({ name }) => name.includes(text))} />}</Asked>
    </Flex>
  )
}

function List({ places }: Places) {
  const { t } = useTranslation()
  if (places.length === 0) return <Empty description={t('catalogue.reports.noVillage')} />
  const print = (id: string, name: string, size: 'normal' | 'large') => (
    <Button
      size="small"
      href={`/print/booklets/${encodeURIComponent(id)}?type=${size}`}
      target="_blank"
      aria-label={t(`catalogue.reports.printOne.${size}`, { name })}
    >
      {t(`catalogue.reports.print.${size}`)}
    </Button>
  )
  return (
    <>
      <ul className="lines">
        {places.slice(0, most).map(({ id, name }) => (
          <li key={id}>
            <span>{name}</span>
            <span>
              {print(id, name, 'normal')} {print(id, name, 'large')}
            </span>
          </li>
        ))}
      </ul>
      {places.length > most && <p>{t('catalogue.reports.more', { count: places.length - most })}</p>}
    </>
  )
}
