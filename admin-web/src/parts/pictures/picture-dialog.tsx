import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Flex, Modal } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostBytes } from './shrink.js'
import { type Setting, settingFor, straighten } from './straighten.js'

interface Props {
  readonly file: File
  readonly image: HTMLImageElement
  readonly setting: Setting
  readonly choose: (file: File) => void
  readonly close: () => void
}

/** Before and after, side by side; Enter takes the page as it was put right. */
export function PictureDialog({ file, image, setting: first, choose, close }: Props) {
  const { t } = useTranslation()
  const [setting, set] = useState(first)
  const [isStraight, straightly] = useState(true)
  const key = JSON.stringify(setting)
  const after = useQuery({
    queryKey: ['picture', file.name, file.size, file.lastModified, key],
    queryFn: async () => (await straighten(image, setting)).blob,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const turn = (by: number) => set(put(setting.turns + by + 4, setting.grey, isStraight))
  const put = (turns: number, grey: boolean, straight: boolean): Setting =>
    straight ? settingFor(image, turns % 4, grey) : { turns: turns % 4, grey, tilt: 0, box: null }
  const blob = after.data
  return (
    <Modal open title={t('hands.picture.title')} onCancel={close} footer={null} width={980} className="pictures">
      <Flex vertical gap={12}>
        <Flex gap={16}>
          <Shown blob={file} words={t('hands.picture.before', { kilobytes: kilobytes(file) })} />
          {blob === undefined ? (
            <span role="status">{t('hands.picture.working')}</span>
          ) : (
            <Shown blob={blob} words={t('hands.picture.after', { kilobytes: kilobytes(blob) })} />
          )}
        </Flex>
        {blob !== undefined && blob.size > mostBytes && <Alert type="warning" showIcon title={t('hands.picture.heavy')} />}
        <Flex gap={12} align="center" wrap>
          <Button onClick={() => turn(-1)}>{t('hands.picture.left')}</Button>
          <Button onClick={() => turn(1)}>{t('hands.picture.right')}</Button>
          <Checkbox
            checked={isStraight}
            onChange={({ target: { checked } }) => {
              straightly(checked)
              set(put(setting.turns, setting.grey, checked))
            }}
          >
            {t('hands.picture.straight')}
          </Checkbox>
          <Checkbox checked={setting.grey} onChange={({ target }) => set({ ...setting, grey: target.checked })}>
            {t('hands.picture.grey')}
          </Checkbox>
          <Flex gap={12} className="at-end">
            <Button onClick={() => choose(file)}>{t('hands.picture.keep')}</Button>
            <Use isReady={blob !== undefined} use={() => blob !== undefined && choose(renamed(file, blob))}>
              {t('hands.picture.use')}
            </Use>
          </Flex>
        </Flex>
      </Flex>
    </Modal>
  )
}

/** The usual answer: gets the focus as soon as it can be given. */
function Use({ isReady, use, children }: { readonly isReady: boolean; readonly use: () => void; readonly children: ReactNode }) {
  return (
    <Button key={String(isReady)} type="primary" autoFocus disabled={!isReady} onClick={use}>
      {children}
    </Button>
  )
}

function Shown({ blob, words }: { readonly blob: Blob; readonly words: string }) {
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    if (image.current !== null) image.current.src = made
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return (
    <figure>
      <img ref={image} alt={words} />
      <figcaption>{words}</figcaption>
    </figure>
  )
}

function kilobytes({ size }: Blob): number {
  return Math.ceil(size / 1024)
}

function renamed({ name }: File, blob: Blob): File {
  return new File([blob], name.replace(/\.[^.]*$/, '.jpg'), { type: 'image/jpeg' })
}
