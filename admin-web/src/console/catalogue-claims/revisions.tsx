import { Button, Empty, Flex, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnswer } from '../../parts/answer.js'
import { Asked } from '../../parts/asked.js'
import { Heading } from '../../parts/heading.js'
import { Part } from '../../parts/part.js'
import { addWords } from '../../parts/words/add-words.js'
import { Differences } from '../catalogue/differences.js'
import type { RevisionLine } from '../catalogue/shapes.js'
import { en, zh } from './words.js'

addWords(zh, en)

/** 上级修订: what changed above and waits here, soonest date first; each leads to the work that was prepared for it. */
export function Revisions() {
  const { t } = useTranslation()
  const query = useAnswer<{ readonly revisions: readonly RevisionLine[] }>('/api/revisions')
  return (
    <>
      <Heading title={t('catalogue.revisions.title')} asOfMs={null} />
      <Asked query={query}>
        {({ revisions }) => (
          <Flex vertical gap={16}>
            {revisions.length === 0 && <Empty description={t('catalogue.revisions.empty')} />}
            {revisions.map((revision) => (
              <Revision key={`${revision.organ.id}/${revision.entry.id}`} revision={revision} />
            ))}
          </Flex>
        )}
      </Asked>
    </>
  )
}

function Revision({ revision }: { readonly revision: RevisionLine }) {
  const { t } = useTranslation()
  const { organ, entry, from, to, withdrawn, due, late, differences, work, openChoices } = revision
  return (
    <Part title={t('catalogue.revisions.one', { entry: entry.name, organ: organ.name })}>
      <Flex vertical gap={8}>
        <Flex gap={8} align="center" wrap>
          <span>{withdrawn ? t('catalogue.revisions.withdrawn') : t('catalogue.revisions.versions', { from, to })}</span>
          {due !== null && <Tag color={late > 0 ? 'red' : 'orange'}>{t('catalogue.revisions.due', { due })}</Tag>}
          {late > 0 && <Tag color="red">{t('catalogue.claims.late', { days: late })}</Tag>}
          {openChoices > 0 && <Tag color="orange">{t('catalogue.revisions.choices', { count: openChoices })}</Tag>}
          {work !== null && (
            <Link to={`/catalogue/works/${work}${openChoices > 0 ? '?view=choices' : ''}`}>
              <Button type="primary">{t('catalogue.revisions.open')}</Button>
            </Link>
          )}
          {work === null && (
            <Link to={`/catalogue/base?organ=${encodeURIComponent(organ.id)}`}>
              <Button>{t('catalogue.revisions.claims')}</Button>
            </Link>
          )}
        </Flex>
        <Differences differences={differences} label={t('catalogue.differences.of', { name: entry.name })} />
      </Flex>
    </Part>
  )
}
