import { Alert, Layout, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, Outlet } from 'react-router'
import { useStart } from '../parts/answer.js'
import { Asked } from '../parts/asked.js'
import { rememberDesk, rememberedDesk, SeatContext } from '../parts/desk.js'
import type { Desk, Start } from '../parts/shapes.js'
import { DeskChoice, LanguageChoice } from './choices.js'

/** What stays while pages change: where one is, the menu, as whom one asks, the language. */
export function Frame() {
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Asked query={useStart()}>{(start) => <Seated start={start} />}</Asked>
    </Layout>
  )
}

function Seated({ start }: { readonly start: Start }) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<Desk | null>(null)
  const desk = chosen ?? rememberedDesk(start)
  const sitAt = (next: Desk) => {
    rememberDesk(next)
    choose(next)
  }
  return (
    <SeatContext value={{ start, desk, sitAt }}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <TopBar name={start.site.name} />
      <Layout.Content>
        <main id="content" className="page" tabIndex={-1}>
          {desk === null ? <NoDesk /> : <Outlet />}
        </main>
      </Layout.Content>
    </SeatContext>
  )
}

function TopBar({ name }: { readonly name: string }) {
  const { t } = useTranslation()
  return (
    <Layout.Header style={{ display: 'flex', alignItems: 'center', gap: 24 }}>
      <Typography.Text strong style={{ color: '#fff', fontSize: 18, whiteSpace: 'nowrap' }}>
        {t('product')} · {name}
      </Typography.Text>
      <nav className="menu" aria-label={t('menu.label')}>
        <NavLink to="/cases">{t('menu.cases')}</NavLink>
        <NavLink to="/network">{t('menu.network')}</NavLink>
      </nav>
      <DeskChoice />
      <LanguageChoice />
    </Layout.Header>
  )
}

function NoDesk() {
  const { t } = useTranslation()
  return <Alert type="info" showIcon title={t('noDesk.title')} description={t('nextStep', { next: t('noDesk.next') })} />
}
