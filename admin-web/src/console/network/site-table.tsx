import { Flex, Input, Table, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ExportLink } from '../../parts/export-link.js'
import type { SiteLine } from '../../parts/shapes.js'

/** Every site of the roster; a city has hundreds, so they can be found by name. */
export function SiteTable({ sites }: { readonly sites: readonly SiteLine[] }) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const text = params.get('text') ?? ''
  const find = (next: string) => setParams({ view: 'sites', ...(next !== '' && { text: next }) }, { replace: true })
  const names = new Map(sites.map(({ id, name }) => [id, name]))
  const shown = sites.filter(({ id, name }) => name.includes(text) || id.includes(text))
  return (
    <>
      <Flex gap={16} align="center" style={{ marginBottom: 12 }}>
        <Input
          aria-label={t('network.findSite')}
          placeholder={t('network.findSite')}
          allowClear
          style={{ width: 320 }}
          value={text}
          onChange={({ target }) => find(target.value)}
        />
        <ExportLink list="sites" {...(text !== '' && { filter: new URLSearchParams({ text }) })} />
      </Flex>
      <Table
        aria-label={t('network.siteTable')}
        rowKey="id"
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={shown}
        columns={columns(t, names)}
      />
    </>
  )
}

function columns(t: TFunction, names: ReadonlyMap<string, string>): TableColumnsType<SiteLine> {
  return [
    {
      title: t('stop.site'),
      render: (_, { name, self }) => (
        <>
          {name} {self && <Tag color="blue">{t('tag.here')}</Tag>}
        </>
      ),
    },
    { title: t('network.tier'), render: (_, { tier }) => t(`tier.${tier}`) },
    { title: t('network.parent'), render: (_, { parent }) => (parent === null ? t('none') : (names.get(parent) ?? parent)) },
    { title: t('network.life'), render: (_, { life }) => t(`life.${life}`) },
    { title: t('network.places'), render: (_, { places }) => places.length },
  ]
}
