import { Modal, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../parts/shapes.js'
import { SignInForm } from './sign-in.js'

interface Props {
  readonly session: Session
  readonly offersPin: boolean
  readonly done: () => void
}

/** The session is over: one signs in again over the page, which stays as it is below, with all that was typed. */
export function SessionEnded({ session, offersPin, done }: Props) {
  const { t } = useTranslation()
  return (
    <Modal open closable={false} keyboard={false} mask={{ closable: false, blur: true }} footer={null} title={t('signIn.ended')}>
      <Typography.Paragraph>{t('signIn.endedNext')}</Typography.Paragraph>
      <SignInForm offersPin={offersPin} done={done} login={session.login} />
    </Modal>
  )
}
