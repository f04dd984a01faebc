import { Alert, Button, Flex, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Part } from '../../parts/part.js'
import { Refusal } from '../../parts/refusal.js'
import type { ImportRun } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'
import { ProblemTable } from './problem-table.js'

const colors = {
  refused: 'error',
  checked: 'success',
  applied: 'success',
  cancelled: 'info',
  reading: 'info',
  checking: 'info',
} as const

/** One check of a file: how far it is, what is wrong, and what applying it would do. */
export function RunView({ run }: { readonly run: ImportRun }) {
  const { t } = useTranslation()
  const { id, name, phase, done, total, rows, errors, warnings, counts, token, problems, works } = run
  const act = useAct<ImportRun>()
  const isRunning = phase === 'reading' || phase === 'checking'
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100)
  return (
    <Part title={t('catalogue.import.run', { name })}>
      <Flex vertical gap={12}>
        {isRunning && <Progress percent={percent} aria-label={t('catalogue.import.progress')} />}
        <Alert
          role="status"
          type={colors[phase]}
          showIcon
          title={t(`catalogue.import.phases.${phase}`, { rows, errors, warnings, done, total })}
          description={phase === 'checked' || phase === 'applied' ? t('catalogue.import.counts', counts) : undefined}
        />
        <Flex gap={8}>
          {phase === 'checked' && counts.new + counts.changed > 0 && (
            <Button
              type="primary"
              loading={act.isPending}
              onClick={() => act.mutate({ path: `/api/catalogue/imports/${id}/apply`, body: { token } })}
            >
              {t('catalogue.import.apply')}
            </Button>
          )}
          {(isRunning || phase === 'checked') && (
            <Button onClick={() => act.mutate({ path: `/api/catalogue/imports/${id}/cancel` })}>
              {t('catalogue.import.cancel')}
            </Button>
          )}
        </Flex>
        {act.error !== null && <Refusal error={act.error} />}
        {works.map((work, index) => (
          <Link key={work} to={`/catalogue/works/${work}`}>
            {t('catalogue.import.work', { number: index + 1 })}
          </Link>
        ))}
        {problems.length > 0 && <ProblemTable problems={problems} />}
      </Flex>
    </Part>
  )
}
