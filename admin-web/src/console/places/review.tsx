import { Alert, Button, Flex, Table } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Difference } from './changes.js'
import type { Place, PlacePage } from './shapes.js'

interface Props {
  readonly changed: readonly Difference[]
  readonly place: Place
  readonly page: PlacePage
  readonly isPending: boolean
  readonly isBlocked: boolean
  readonly back: () => void
  readonly confirm: () => void
}

/** What will differ and what that will do, before it is done. */
export function Review({ changed, place, page, isPending, isBlocked, back, confirm }: Props) {
  const { t } = useTranslation()
  return (
    <Flex vertical gap={12}>
      {changed.length === 0 ? (
        <Alert type="info" title={t('places.nothing')} />
      ) : (
        <Table
          aria-label={t('places.review')}
          rowKey="what"
          size="small"
          pagination={false}
          dataSource={[...changed]}
          columns={[
            { title: t('places.what'), width: 120, render: (_, { what }) => t(`places.fields.${what}`) },
            { title: t('places.before'), render: (_, { before }) => before || t('none') },
            { title: t('places.after'), render: (_, { after }) => after || t('none') },
          ]}
        />
      )}
      {changed.length > 0 && (
        <Alert
          type="info"
          title={t('places.will')}
          description={
            <ul className="reasons">
              {effectsOf(t, changed, place, page).map((words) => (
                <li key={words}>{words}</li>
              ))}
              <li>{t('places.atOnce')}</li>
            </ul>
          }
        />
      )}
      <Flex gap={12}>
        <Button type="primary" loading={isPending} disabled={changed.length === 0 || isBlocked} onClick={confirm}>
          {t('places.confirm')}
        </Button>
        <Button onClick={back}>{t('places.back')}</Button>
      </Flex>
    </Flex>
  )
}

function effectsOf(t: TFunction, changed: readonly Difference[], { life }: Place, { stake }: PlacePage): readonly string[] {
  const has = (what: Difference['what']) => changed.some((each) => each.what === what)
  const { cases, drafts, standsInFor } = stake
  const stops = has('life') && (life === 'closed' || life === 'paused')
  return [
    ...(has('life') && life === 'closed' ? [t('places.effects.closed', { cases, drafts })] : []),
    ...(has('life') && life === 'paused' ? [t('places.effects.paused', { cases })] : []),
    ...(has('life') && life === 'open' ? [t('places.effects.opens')] : []),
    ...(has('closures') ? [t('places.effects.closures')] : []),
    ...(has('hours') ? [t('places.effects.hours')] : []),
    ...(has('site') ? [t('places.effects.site', { cases })] : []),
    ...((stops || has('closures')) && standsInFor.length > 0
      ? [t('places.effects.leaned', { names: standsInFor.map(({ name }) => name).join('、') })]
      : []),
  ]
}
