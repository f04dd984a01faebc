import { Flex, Select } from 'antd'
import type { Static } from 'typebox'
import type { DIFFERENCE } from '@liandong/core/http/catalogue-work/schemas.js'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Part } from '../../parts/part.js'
import { timeText } from '../../parts/times.js'
import { useWish } from '../catalogue/address.js'
import { Differences } from '../catalogue/differences.js'
import type { ItemStory } from '../catalogue/shapes.js'

type Version = ItemStory['versions'][number]

/** Every version with who made it, and the differences of any two. */
export function Versions({ story }: { readonly story: ItemStory }) {
  const { t } = useTranslation()
  return (
    <Flex vertical gap={16}>
      <Part title={t('catalogue.item.versionList')}>
        <ol className="lines">
          {story.versions.map((version) => (
            <VersionLine key={version.digest} version={version} isInForce={version.version === story.inForce} />
          ))}
        </ol>
      </Part>
      {story.versions.length > 1 && <Compare story={story} />}
    </Flex>
  )
}

function VersionLine({ version, isInForce }: { readonly version: Version; readonly isInForce: boolean }) {
  const { t } = useTranslation()
  const told = version.acts.filter(({ fact }) => fact !== 'edited' && fact !== 'chosen' && fact !== 'rebased')
  return (
    <li>
      <Flex vertical gap={2}>
        <strong>
          {t('catalogue.items.versionFrom', { version: version.version, from: version.from })}
          {isInForce && ` ${t('catalogue.item.isInForce')}`}
        </strong>
        {told.length === 0 && <span>{t('catalogue.item.unknownMakers')}</span>}
        {told.map(({ sequence, fact, person, atMs, reason }) => (
          <span key={sequence}>
            {t(`catalogue.facts.${fact}`)} {person.name} {timeText(atMs)}
            {reason !== null && `${t('colon')}${reason}`}
          </span>
        ))}
      </Flex>
    </li>
  )
}

function Compare({ story: { item, versions } }: { readonly story: ItemStory }) {
  const { t } = useTranslation()
  const [wish, change] = useWish()
  const numbers = versions.map(({ version }) => version)
  const chosen = (name: 'from' | 'to', otherwise: number) => numbers.find((each) => String(each) === wish[name]) ?? otherwise
  const from = chosen('from', numbers[1] ?? 1)
  const to = chosen('to', numbers[0] ?? 1)
  const query = useAnswer<{ readonly differences: readonly Static<typeof DIFFERENCE>[] }>(
    `/api/items/${encodeURIComponent(item.id)}/differences?from=${from}&to=${to}`,
  )
  const pick = (name: 'from' | 'to', value: number) => (
    <Select
      aria-label={t(`catalogue.item.${name}`)}
      style={{ width: 110 }}
      value={value}
      options={numbers.map((each) => ({ value: each, label: t('catalogue.item.version', { version: each }) }))}
      onChange={(next) => change({ [name]: String(next) })}
    />
  )
  return (
    <Part title={t('catalogue.item.compare')}>
      <Flex gap={8} align="center" style={{ marginBottom: 8 }}>
        {pick('from', from)} → {pick('to', to)}
      </Flex>
      <Asked query={query}>
        {({ differences }) => (
          <Differences differences={differences} label={t('catalogue.differences.of', { name: item.name })} />
        )}
      </Asked>
    </Part>
  )
}
