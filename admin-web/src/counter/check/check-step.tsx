import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Flex } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Refusal } from '../../parts/refusal.js'
import type { CaseLine } from '../../parts/shapes.js'
import type { StepProps } from '../draft/step-props.js'
import type { Step } from '../draft/content.js'
import { applicationOf, handIn } from '../draft/hand-in.js'
import type { Missing } from '../draft/missing.js'
import { StepPart } from '../draft/step-part.js'
import type { Saver } from '../draft/use-saver.js'
import { fieldsOf } from '../form/fields.js'
import type { Asked, Item } from '../shapes.js'
import { useTell } from '../tell.js'
import { LaterPart } from '../later/later-part.js'
import { MandatePart } from './mandate-part.js'
import { Sheet } from './sheet.js'

interface Props extends StepProps {
  readonly item: Item
  readonly asked: Asked
  readonly missing: readonly Missing[]
  readonly same: readonly CaseLine[]
  readonly saver: Saver
  readonly go: (step: Step, field: string) => void
}

/** 第五步: read it together, sign the printed sheet, hand it in. */
export function CheckStep({ item, asked, content, change, missing, same, saver, go }: Props) {
  const { t } = useTranslation()
  const submit = useSubmit({ item, asked, content, saver })
  const isComplete = missing.length === 0
  return (
    <StepPart title={t('steps.check')}>
      {isComplete ? (
        <Alert className="no-print" type="success" showIcon title={t('check.complete')} />
      ) : (
        <MissingList missing={missing} go={go} />
      )}
      <Warnings item={item} asked={asked} />
      <LaterPart later={content.later} draft={saver.draft.id} onChange={(later) => change({ later })} />
      <Sheet item={item} asked={asked} content={content} hasSame={same.length > 0} />
      <MandatePart draft={saver.draft.id} content={content} change={change} />
      {submit.error !== null && <Refusal error={submit.error} />}
      <Flex gap={16} align="center" wrap className="no-print">
        <Button onClick={() => window.print()}>{t('check.print')}</Button>
        <Checkbox checked={content.signed} disabled={!isComplete} onChange={(event) => change({ signed: event.target.checked })}>
          {t('check.signed')}
        </Checkbox>
        <Button
          type="primary"
          size="large"
          disabled={!isComplete || !content.signed}
          loading={submit.isPending}
          onClick={() => submit.mutate()}
        >
          {t('check.submit')}
        </Button>
      </Flex>
    </StepPart>
  )
}

function useSubmit({ item, asked, content, saver }: Pick<Props, 'item' | 'asked' | 'content' | 'saver'>) {
  const tell = useTell()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async () => {
      // With its request id on the disk, handing in again after a crash registers nothing twice.
      await saver.flush()
      return await handIn(tell, saver.draft.id, content, applicationOf(item, asked, content))
    },
    onSuccess: async (handedIn) => {
      saver.close()
      await navigate('/receipt', { replace: true, state: handedIn })
    },
  })
}

function MissingList({ missing, go }: Pick<Props, 'missing' | 'go'>) {
  const { t } = useTranslation()
  return (
    <Alert
      className="no-print"
      type="warning"
      showIcon
      title={t('check.missing', { count: missing.length })}
      description={
        <Flex gap={8} wrap>
          {missing.map(({ step, id, name }) => (
            <Button key={id} onClick={() => go(step, id)}>
              {t('check.missingOne', { name })}
            </Button>
          ))}
        </Flex>
      }
    />
  )
}

function Warnings({ item, asked: { warnings } }: Pick<Props, 'item' | 'asked'>) {
  const { t } = useTranslation()
  if (warnings.length === 0) return null
  const titles = new Map(fieldsOf(item.form).map(({ name, title }) => [`/${name}`, title]))
  return (
    <Alert
      className="no-print"
      type="warning"
      title={t('check.warnings')}
      description={warnings.map(({ path, text }) => (
        <div key={`${path} ${text}`}>{`${titles.get(path) ?? path}${t('colon')}${text}`}</div>
      ))}
    />
  )
}
