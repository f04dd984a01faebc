import { Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Step, steps } from './content.js'

interface Props {
  readonly step: Step
  /** Absent before an item is chosen. */
  readonly onGo?: (step: Step) => void
  /** Where something is missing still. */
  readonly open?: readonly Step[]
}

/** Where one is among the five steps; any may be entered at any time. */
export function StepBar({ step, onGo, open = [] }: Props) {
  const { t } = useTranslation()
  const at = steps.indexOf(step)
  const items = steps.map((each, index) => ({
    title: t(`steps.${each}`),
    status: index === at ? ('process' as const) : index < at && !open.includes(each) ? ('finish' as const) : ('wait' as const),
    disabled: each === 'item' && step !== 'item',
  }))
  const go = (index: number) => {
    const next = steps[index]
    if (next !== undefined) onGo?.(next)
  }
  return (
    <nav aria-label={t('steps.label')} className="no-print">
      <Steps size="small" current={at} items={items} {...(onGo !== undefined && { onChange: go })} />
    </nav>
  )
}
