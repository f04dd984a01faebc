import { Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import { exactTimeText } from '../../parts/times.js'
import type { WorkAct } from '../catalogue/shapes.js'

/** 经过: who did what and what they said; edits of one person in a row are one line. */
export function Acts({ acts }: { readonly acts: readonly WorkAct[] }) {
  const { t } = useTranslation()
  return (
    <Timeline
      items={folded(acts).map(({ act, times }) => ({
        key: act.sequence,
        content: (
          <span>
            <strong>{t(`catalogue.works.facts.${act.fact}`)}</strong>{' '}
            {act.person.name === '' ? t('catalogue.works.system') : act.person.name}
            {act.organ !== null && ` · ${act.organ.name}`} {exactTimeText(act.atMs)}
            {times > 1 && ` ${t('catalogue.works.times', { times })}`}
            {act.reason !== null && <div className="catalogue-words">{act.reason}</div>}
          </span>
        ),
      }))}
    />
  )
}

interface Folded {
  readonly act: WorkAct
  readonly times: number
}

function folded(acts: readonly WorkAct[]): readonly Folded[] {
  const lines: Folded[] = []
  for (const act of acts) {
    const last = lines[lines.length - 1]
    const isMore =
      last !== undefined && last.act.fact === 'edited' && act.fact === 'edited' && last.act.person.id === act.person.id
    if (isMore) lines[lines.length - 1] = { act, times: last.times + 1 }
    else lines.push({ act, times: 1 })
  }
  return lines
}
