import { Button, Flex, Input, Select, Table, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import { PlacePanel } from './place-panel.js'
import { LIVES, type PlaceLine } from './shapes.js'

const levels = ['city', 'county', 'township', 'village'] as const

/** 站点: found by name, code, level and life; one is opened beside the list. */
export function PlaceList() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const query = useAnswer<{ readonly places: readonly PlaceLine[] }>('/api/places')
  const change = (next: Readonly<Record<string, string>>) => {
    const kept = { ...Object.fromEntries(params), ...next }
    setParams(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== '')), { replace: true })
  }
  const [text, level, life] = ['text', 'level', 'life'].map((key) => params.get(key) ?? '') as [string, string, string]
  const fits = (place: PlaceLine) =>
    (level === '' || place.level === level) &&
    (life === '' || place.life === life) &&
    (place.name.includes(text) || (place.code ?? '').startsWith(text))
  const chosen = params.get('place')
  return (
    <Part title={t('places.table')}>
      <Asked query={query}>
        {({ places }) => (
          <Flex vertical gap={12}>
            <Flex gap={12} align="center" role="search" aria-label={t('places.find')}>
              <Input
                allowClear
                aria-label={t('places.find')}
                placeholder={t('places.find')}
                style={{ width: 280 }}
                defaultValue={text}
                onChange={({ target }) => change({ text: target.value })}
              />
              <Select
                aria-label={t('places.level')}
                style={{ width: 130 }}
                value={level}
                options={[
                  { value: '', label: `${t('places.level')}${t('colon')}${t('places.every')}` },
                  ...levels.map((value) => ({ value, label: t(`places.levels.${value}`) })),
                ]}
                onChange={(value: string) => change({ level: value })}
              />
              <Select
                aria-label={t('places.life')}
                style={{ width: 140 }}
                value={life}
                options={[
                  { value: '', label: `${t('places.life')}${t('colon')}${t('places.every')}` },
                  ...LIVES.map((value) => ({ value, label: t(`places.lives.${value}`) })),
                ]}
                onChange={(value: string) => change({ life: value })}
              />
              <Typography.Text type="secondary">{t('places.count', { count: places.filter(fits).length })}</Typography.Text>
            </Flex>
            <PlaceTable places={places.filter(fits)} all={places} open={(place) => change({ place })} />
          </Flex>
        )}
      </Asked>
      {chosen !== null && <PlacePanel key={chosen} id={chosen} close={() => change({ place: '' })} />}
    </Part>
  )
}

interface TableProps {
  readonly places: readonly PlaceLine[]
  readonly all: readonly PlaceLine[]
  readonly open: (place: string) => void
}

const lifeColours = { planned: 'default', built: 'blue', open: 'green', paused: 'orange', closed: 'default' } as const

function PlaceTable({ places, all, open }: TableProps) {
  const { t } = useTranslation()
  const nameOf = (id: string) => all.find((each) => each.id === id)?.name ?? id
  const now = ({ openNow, standInPlace }: PlaceLine) =>
    standInPlace !== null ? t('places.standIn', { name: nameOf(standInPlace) }) : t(openNow ? 'places.openNow' : 'places.shutNow')
  return (
    <Table
      aria-label={t('places.table')}
      rowKey="id"
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...places]}
      columns={[
        { title: t('places.name'), dataIndex: 'name' },
        { title: t('places.code'), className: 'number', width: 150, render: (_, { code }) => code ?? t('none') },
        { title: t('places.level'), width: 90, render: (_, { level }) => t(`places.levels.${level}`) },
        {
          title: t('places.life'),
          width: 110,
          render: (_, { life }) => <Tag color={lifeColours[life]}>{t(`places.lives.${life}`)}</Tag>,
        },
        { title: t('places.now'), width: 180, render: (_, place) => now(place) },
        { title: t('places.phone'), className: 'number', width: 150, render: (_, { phone }) => phone ?? t('none') },
        {
          title: '',
          width: 90,
          render: (_, { id, name }) => (
            <Button size="small" aria-label={t('places.lookAt', { name })} onClick={() => open(id)}>
              {t('places.look')}
            </Button>
          ),
        },
      ]}
    />
  )
}
