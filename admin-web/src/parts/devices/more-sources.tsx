import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addWords } from '../words/add-words.js'
import { useSeat } from '../desk.js'
import { PhoneDialog } from './phone-dialog.js'
import { SignDialog } from './sign-dialog.js'
import { useDevices } from './use-devices.js'
import { en, zh } from './words.js'
import './hands.css'

addWords(zh, en)

interface Props {
  /** Of the paper, for whoever hears the page. */
  readonly label: string
  /** Where a signature may stand for it: taken as it was written, never put right. */
  readonly onSigned?: (picture: File) => void
  readonly onPicture: (picture: File) => void
}

/** Beside choosing a file: the document camera and the signature pad, where they can be used. */
export function MoreSources({ label, onSigned, onPicture }: Props) {
  const { t } = useTranslation()
  const { camera, pad } = useDevices()
  const { start } = useSeat()
  const [isByPhone, byPhone] = useState(false)
  const [isSigning, sign] = useState(false)
  const [hasFailed, fail] = useState(false)
  const take = useMutation({
    mutationFn: async () => (camera === null ? null : await camera.takePage(new AbortController().signal)),
    onSuccess: (picture) => picture !== null && onPicture(named(picture, t('hands.photo'))),
  })
  return (
    <>
      {camera !== null && (
        <Button loading={take.isPending} aria-label={`${t('hands.camera')} ${label}`} onClick={() => take.mutate()}>
          {t('hands.camera')}
        </Button>
      )}
      {start.site.tier === 'edge' && (
        <Button aria-label={`${t('hands.phone')} ${label}`} onClick={() => byPhone(true)}>
          {t('hands.phone')}
        </Button>
      )}
      {onSigned !== undefined && (
        <Button aria-label={`${t('hands.sign')} ${label}`} onClick={() => sign(true)}>
          {t('hands.sign')}
        </Button>
      )}
      {(take.error !== null || hasFailed) && <DeviceTrouble />}
      {isByPhone && (
        <PhoneDialog
          label={label}
          onPicture={(picture) => {
            byPhone(false)
            onPicture(named(picture, t('hands.photo')))
          }}
          close={() => byPhone(false)}
        />
      )}
      {isSigning && (
        <SignDialog
          pad={pad}
          onSigned={(picture) => {
            sign(false)
            onSigned?.(named(picture, t('hands.signature')))
          }}
          onFailed={() => fail(true)}
          close={() => sign(false)}
        />
      )}
    </>
  )
}

/** Never the end: the keyboard and a file do it too. */
export function DeviceTrouble() {
  const { t } = useTranslation()
  return <Alert type="warning" showIcon title={t('hands.device')} description={t('nextStep', { next: t('hands.deviceNext') })} />
}

function named(picture: Blob, name: string): File {
  return new File([picture], name, { type: picture.type })
}
