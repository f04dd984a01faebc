import { Flex, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Heading } from '../../parts/heading.js'
import { addWords } from '../../parts/words/add-words.js'
import { Entries } from './entries.js'
import { Logs } from './logs.js'
import { en, zh } from './words.js'

addWords(zh, en)

const views = ['entries', 'logs'] as const
type View = (typeof views)[number]

/** 审计日志: who did what, and whether the log itself is whole. */
export function AuditPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const view = views.find((each) => each === params.get('view')) ?? 'entries'
  return (
    <>
      <Heading title={t('audit.title')} asOfMs={null} />
      <Flex vertical gap={16}>
        <Segmented<View>
          aria-label={t('audit.title')}
          value={view}
          options={views.map((value) => ({ value, label: t(`audit.view.${value}`) }))}
          onChange={(next) => setParams(next === 'entries' ? {} : { view: next })}
          style={{ alignSelf: 'flex-start' }}
        />
        {view === 'entries' ? <Entries /> : <Logs />}
      </Flex>
    </>
  )
}
