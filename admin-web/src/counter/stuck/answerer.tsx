import { Alert, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import type { Item } from '../shapes.js'

interface Directory {
  readonly organs: readonly { readonly id: string; readonly name: string; readonly place: string }[]
}
interface At {
  readonly place: { readonly name: string; readonly phone: string | null }
  readonly persons: readonly {
    readonly name: string
    readonly active: boolean
    readonly posts: readonly { readonly organ: string | null }[]
  }[]
}

/** 谁答复: the organ by name, where it sits, its number, who works there. */
export function Answerer({ item: { organ, promised } }: { readonly item: Item }) {
  const { t } = useTranslation()
  const found = useAnswer<Directory>('/api/organs').data?.organs.find(({ id }) => id === organ)
  return (
    <Alert
      type="info"
      showIcon
      title={t('stuck.answerer')}
      description={
        <Flex vertical>
          {found === undefined ? <strong>{organ}</strong> : <AtPlace organ={found} />}
          {promised !== null && <span>{t('stuck.within', { amount: promised.amount })}</span>}
        </Flex>
      }
    />
  )
}

function AtPlace({ organ }: { readonly organ: Directory['organs'][number] }) {
  const { t } = useTranslation()
  const at = useAnswer<At>(`/api/places/${encodeURIComponent(organ.place)}`).data
  const names = (at?.persons ?? [])
    .filter(({ active, posts }) => active && posts.some((post) => post.organ === organ.id))
    .map(({ name }) => name)
  return (
    <>
      <strong>{t('stuck.by', { organ: organ.name, place: at?.place.name ?? '', phone: at?.place.phone ?? '' })}</strong>
      {names.length > 0 && <span>{t('stuck.people', { names: names.join('、') })}</span>}
    </>
  )
}
