import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { deskKey, useSeat } from '../parts/desk.js'
import { switchLanguage } from '../parts/words/language.js'
import { useSignOut } from '../parts/session.js'
import type { Desk } from '../parts/shapes.js'

/** At which of one's posts one sits. */
export function DeskChoice() {
  const { t } = useTranslation()
  const { session, desk, sitAt } = useSeat()
  const byKey = new Map(session.desks.map((each) => [deskKey(each), each]))
  return (
    <Select
      aria-label={t('desk.label')}
      placeholder={t('desk.label')}
      style={{ width: 260 }}
      showSearch={{ optionFilterProp: 'label' }}
      value={desk === null ? null : deskKey(desk)}
      options={[...byKey].map(([value, each]) => ({ value, label: deskText(each) }))}
      onChange={(key) => {
        const next = byKey.get(key ?? '')
        if (next !== undefined) sitAt(next)
      }}
    />
  )
}

function deskText({ person, place, organ }: Desk): string {
  return [person.name, organ?.name, place.name].filter((word) => word !== undefined).join(' · ')
}

/** 退出. */
export function SignOut() {
  const { t } = useTranslation()
  const signOut = useSignOut(useSeat().session.csrf)
  return (
    <Button ghost onClick={() => void signOut()}>
      {t('signIn.leave')}
    </Button>
  )
}

/** The other language, named in itself. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation()
  const [other, name] = i18n.language === 'en' ? (['zh', '中文'] as const) : (['en', 'English'] as const)
  return (
    <Button ghost lang={other} title={t('language.label')} onClick={() => void switchLanguage(other)}>
      {name}
    </Button>
  )
}
