import { Flex, Tag, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CaseLine, Stage } from '../shapes.js'
import { ageText } from '../times.js'

const colors: Readonly<Record<Stage, string>> = {
  registered: 'default',
  submitted: 'blue',
  supplementing: 'orange',
  accepted: 'geekblue',
  'not-accepted': 'red',
  reviewing: 'geekblue',
  decided: 'green',
  delivered: 'green',
  completed: 'green',
  withdrawn: 'default',
}

export function StageTag({ stage }: { readonly stage: Stage }) {
  const { t } = useTranslation()
  return <Tag color={colors[stage]}>{t(`stage.${stage}`)}</Tag>
}

/** What is unusual about a case; nothing for most. */
export function CaseTags({ line }: { readonly line: CaseLine }) {
  const { t } = useTranslation()
  const { onlyHere, setAsideCount, frozen, needsUpgrade } = line
  if (onlyHere === null && setAsideCount === 0 && !frozen && !needsUpgrade) return null
  return (
    <Flex gap={4} wrap>
      {onlyHere !== null && (
        <Tooltip title={t('age.hint')}>
          <Tag color="orange">{t('tag.onlyHere', { age: ageText(t, onlyHere) })}</Tag>
        </Tooltip>
      )}
      {setAsideCount > 0 && <Tag color="red">{t('tag.setAside', { count: setAsideCount })}</Tag>}
      {frozen && <Tag color="red">{t('tag.frozen')}</Tag>}
      {needsUpgrade && <Tag color="purple">{t('tag.needsUpgrade')}</Tag>}
    </Flex>
  )
}
