import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Draft } from '../shapes.js'

/** A newer version came since the draft was begun: nothing is lost, and what differs is named. */
export function VersionChanged({ changes }: Pick<Draft, 'changes'>) {
  const { t } = useTranslation()
  if (changes === null) return null
  const named = (notes: readonly { readonly name: string }[]) => notes.map(({ name }) => name).join('、')
  const { to, missing, notAsked } = changes
  return (
    <Alert
      type="warning"
      showIcon
      title={t('draft.changed', { to })}
      description={
        <>
          {missing.length > 0 && <div>{t('draft.changedMissing', { names: named(missing) })}</div>}
          {notAsked.length > 0 && <div>{t('draft.changedGone', { names: named(notAsked) })}</div>}
        </>
      }
    />
  )
}
