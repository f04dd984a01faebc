import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../parts/api.js'
import { useSession } from '../parts/session.js'
import type { Start } from '../parts/shapes.js'

/** 练习模式: an orange frame around every page, so that nobody takes it for the real one. */
export function PracticeFrame({ start }: { readonly start: Start }) {
  const { t } = useTranslation()
  const session = useSession().data ?? null
  return (
    <>
      <div className="practice-frame" aria-hidden />
      <div className="practice-words" role="note">
        <strong>{t('practice.title')}</strong> {t('practice.words')}
        {session !== null && <Erase csrf={session.csrf} />}
        <OtherPages start={start} />
      </div>
    </>
  )
}

/** Everything practised goes, the session too; the page begins anew. */
function Erase({ csrf }: { readonly csrf: string }) {
  const { t, i18n } = useTranslation()
  const [isGoing, go] = useState(false)
  const erase = async () => {
    go(true)
    await ask('/api/practice/erase', { desk: null, language: i18n.language, method: 'POST', csrf }).catch(() => null)
    // It is served again within moments; until then the page says that nobody answers.
    window.location.assign('/')
  }
  return (
    <Popconfirm
      title={t('practice.eraseSure')}
      okText={t('practice.erase')}
      cancelText={t('practice.keep')}
      onConfirm={() => void erase()}
    >
      <Button size="small" loading={isGoing}>
        {t('practice.erase')}
      </Button>
    </Popconfirm>
  )
}

/** From the real pages to practice and back, at the same machine. */
export function OtherPages({ start: { otherPort, practice } }: { readonly start: Start }) {
  const { t } = useTranslation()
  if (otherPort === null || otherPort === 0) return null
  const { protocol, hostname } = window.location
  return <a href={`${protocol}//${hostname}:${otherPort}/`}>{t(practice ? 'practice.back' : 'practice.enter')}</a>
}
