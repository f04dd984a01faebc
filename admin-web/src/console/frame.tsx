import { Alert, Layout, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, Outlet } from 'react-router'
import { listenForSessionEnd } from '../parts/api.js'
import { useStart } from '../parts/answer.js'
import { Asked } from '../parts/asked.js'
import { rememberDesk, rememberedDesk, SeatContext } from '../parts/desk.js'
import { useLiveChanges } from '../parts/live/use-live.js'
import { useSession } from '../parts/session.js'
import type { Desk, Session, Start } from '../parts/shapes.js'
import { exactTimeText } from '../parts/times.js'
import { type MenuLink, menuOf } from '../counter/roles.js'
import { DeskChoice, LanguageChoice, SignOut } from './choices.js'
import { OtherPages, PracticeFrame } from './practice-frame.js'
import { SessionEnded } from './people/ended.js'
import { FirstPassword, SecretButton } from './people/new-secret.js'
import { SignInPage } from './people/sign-in.js'

/** What stays while pages change: where one is, the menu, who is signed in at which desk, the language. */
export function Frame() {
  const session = useSession()
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Asked query={useStart()}>
        {(start) => (
          <>
            {start.practice && <PracticeFrame start={start} />}
            <Asked query={session}>
              {(signedIn) =>
                signedIn === null ? <Outside start={start} /> : <Inside key={signedIn.person} start={start} session={signedIn} />
              }
            </Asked>
          </>
        )}
      </Asked>
    </Layout>
  )
}

function Outside({ start }: { readonly start: Start }) {
  return (
    <>
      <TopBar site={start.site} />
      <Layout.Content>
        <main id="content" className="page">
          <SignInPage offersPin={start.site.tier === 'edge'} />
          {!start.practice && (
            <p className="practice-way">
              <OtherPages start={start} />
            </p>
          )}
        </main>
      </Layout.Content>
    </>
  )
}

/** Another person begins with nothing of the one before; the same person goes on where the session ended. */
function Inside({ start, session }: { readonly start: Start; readonly session: Session }) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<Desk | null>(null)
  const [isOver, end] = useState(false)
  useEffect(() => listenForSessionEnd(() => end(true)), [])
  useLiveChanges(!isOver && !session.mustChangePassword)
  const desk = chosen ?? rememberedDesk(session)
  const sitAt = (next: Desk) => {
    rememberDesk(next)
    choose(next)
  }
  return (
    <SeatContext value={{ start, session, desk, sitAt }}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <TopBar site={start.site} session={session} />
      <Layout.Content>
        <main id="content" className="page" tabIndex={-1}>
          <Alone session={session} />
          {session.mustChangePassword ? <FirstPassword session={session} /> : desk === null ? <NoDesk /> : <Outlet />}
        </main>
      </Layout.Content>
      {isOver && <SessionEnded session={session} offersPin={start.site.tier === 'edge'} done={() => end(false)} />}
    </SeatContext>
  )
}

/** More do not fit beside the name and the desk on 1366 pixels. */
const linksBesideName = 5

interface TopBarProps {
  readonly site: Start['site']
  readonly session?: Session | null
}

function TopBar({ site: { name, tier }, session = null }: TopBarProps) {
  const { t } = useTranslation()
  const links = session === null || session.mustChangePassword ? [] : menuOf(session, tier !== 'edge').links
  const isLong = links.length > linksBesideName
  return (
    <>
      <Layout.Header style={{ display: 'flex', alignItems: 'center', gap: 16 }}>
        <Typography.Text strong style={{ color: '#fff', fontSize: 18, whiteSpace: 'nowrap' }}>
          {t('product')} · {name}
        </Typography.Text>
        {isLong ? <span className="menu" /> : <Menu links={links} />}
        {session !== null && !session.mustChangePassword && (
          <>
            <DeskChoice />
            <SecretButton what="password" />
            {session.mayUsePin && <SecretButton what="pin" />}
          </>
        )}
        {session !== null && <SignOut />}
        <LanguageChoice />
      </Layout.Header>
      {isLong && (
        <div className="menu-row">
          <Menu links={links} />
        </div>
      )}
    </>
  )
}

function Menu({ links }: { readonly links: readonly MenuLink[] }) {
  const { t } = useTranslation()
  return (
    <nav className="menu" aria-label={t('menu.label')}>
      {links.map(({ to, word }) => (
        <NavLink key={to} to={to}>
          {t(`menu.${word}`)}
        </NavLink>
      ))}
    </nav>
  )
}

/** Days before a station that lost its parent stops signing people in, everybody there is told. */
function Alone({ session: { contact } }: { readonly session: Session }) {
  const { t } = useTranslation()
  if (contact?.isNearEnd !== true) return null
  const times = { last: exactTimeText(contact.lastMs), until: exactTimeText(contact.untilMs) }
  return <Alert type="warning" showIcon title={t('signIn.alone', times)} style={{ marginBottom: 16 }} />
}

function NoDesk() {
  const { t } = useTranslation()
  return <Alert type="info" showIcon title={t('noDesk.title')} description={t('nextStep', { next: t('noDesk.next') })} />
}
