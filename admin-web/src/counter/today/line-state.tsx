import { Alert } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../parts/answer.js'
import { useSeat } from '../../parts/desk.js'
import type { CaseLine, Link as LineLink, Links } from '../../parts/shapes.js'
import { timeText } from '../../parts/times.js'

/** The line to the site above in one sentence, and what that means for the applications taken in here. */
export function LineState({ onlyHere }: { readonly onlyHere: readonly CaseLine[] }) {
  const { t } = useTranslation()
  const { start } = useSeat()
  const links = useAnswer<Links>('/api/links')
  const parent = start.site.parent
  if (parent === null || links.data === undefined) return null
  const link = links.data.links.find(({ peer }) => peer.id === parent.id)
  const isUp = link?.state === 'running'
  const kept = onlyHere.length
  const words = kept === 0 ? t('line.allSent') : t(isUp ? 'line.sending' : 'line.kept', { count: kept })
  return (
    <Alert
      type={isUp ? (kept === 0 ? 'success' : 'info') : 'warning'}
      showIcon
      title={`${isUp ? t('line.up', { parent: parent.name }) : downText(t, link, links.data.asOfMs)}${t('semicolon')}${words}`}
      description={!isUp && <WhyDown link={link} />}
    />
  )
}

function WhyDown({ link }: { readonly link: LineLink | undefined }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const reason = faults[link?.stopped?.code ?? link?.reason ?? '']
  return <>{reason === undefined ? t('line.goOn') : `${reason.title}${t('semicolon')}${reason.next}`}</>
}

/** 「9:40 起离线」; with the day where that was not today. */
function downText(t: TFunction, link: LineLink | undefined, nowMs: number): string {
  if (link === undefined) return t('line.down')
  const [since, now] = [timeText(link.lastHeardMs ?? link.sinceMs), timeText(nowMs)]
  const isToday = since.slice(0, 10) === now.slice(0, 10)
  return t('line.downSince', { since: isToday ? since.slice(11) : since })
}
