import { Alert, Button, Collapse, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Refused } from './api.js'

/** What was refused or failed, and the next step; codes are one click deeper. */
export function Refusal({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const { t } = useTranslation()
  const problem = error instanceof Refused ? error.problem : null
  const title = problem?.title ?? t('noAnswer.title')
  const next = problem?.next ?? t('noAnswer.next')
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={
        <Space orientation="vertical" size="small">
          <span>{t('nextStep', { next })}</span>
          {problem?.errors?.map(({ path, message }) => (
            <span key={path}>
              {path} {message}
            </span>
          ))}
          {problem !== null && <Deeper code={problem.code} detail={problem.detail} traceId={problem.traceId} />}
        </Space>
      }
      action={onRetry !== undefined && <Button onClick={onRetry}>{t('again')}</Button>}
    />
  )
}

function Deeper({ code, detail, traceId }: { readonly code: string; readonly detail: string; readonly traceId: string }) {
  const { t } = useTranslation()
  const words = [code, detail, `${t('trace')} ${traceId}`].filter((word) => word !== '').join(' · ')
  return <Collapse ghost size="small" items={[{ key: 'code', label: t('deeper'), children: <code>{words}</code> }]} />
}
