import { Button, Flex, Modal } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignaturePad } from './devices.js'

interface Props {
  readonly pad: SignaturePad | null
  readonly onSigned: (picture: Blob) => void
  readonly onFailed: () => void
  readonly close: () => void
}

const width = 600
const height = 240

/** 签字: on a pad where there is one, else in the page by finger, pen or mouse. */
export function SignDialog({ pad, onSigned, onFailed, close }: Props) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [isEmpty, empty] = useState(true)
  const draw = ({ buttons, nativeEvent: { offsetX, offsetY }, type }: PointerEvent<HTMLCanvasElement>) => {
    const pen = canvas.current?.getContext('2d')
    if (buttons === 0 || pen === null || pen === undefined) return
    pen.lineWidth = 4
    pen.lineCap = 'round'
    if (type === 'pointerdown') pen.beginPath()
    pen.lineTo(offsetX, offsetY)
    pen.stroke()
    empty(false)
  }
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, width, height)
    empty(true)
  }
  const onPad = () => {
    void pad?.sign(new AbortController().signal).then(onSigned, onFailed)
  }
  return (
    <Modal open title={t('hands.pad.title')} footer={null} onCancel={close} width={width + 48}>
      <Flex vertical gap={12}>
        <canvas
          ref={canvas}
          className="signature-frame"
          width={width}
          height={height}
          role="img"
          aria-label={t('hands.pad.title')}
          onPointerDown={draw}
          onPointerMove={draw}
        />
        <span>{t('hands.pad.hint')}</span>
        <Flex gap={12}>
          <Button type="primary" disabled={isEmpty} onClick={() => onWhite(canvas.current, onSigned)}>
            {t('hands.pad.use')}
          </Button>
          <Button onClick={clear}>{t('hands.pad.clear')}</Button>
          {pad !== null && <Button onClick={onPad}>{t('hands.pad.board')}</Button>}
        </Flex>
      </Flex>
    </Modal>
  )
}

/** Paper is white; what was not written on is clear. */
function onWhite(written: HTMLCanvasElement | null, done: (picture: Blob) => void): void {
  if (written === null) return
  const sheet = document.createElement('canvas')
  sheet.width = written.width
  sheet.height = written.height
  const pen = sheet.getContext('2d')
  if (pen === null) return
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, sheet.width, sheet.height)
  pen.drawImage(written, 0, 0)
  sheet.toBlob((blob) => blob !== null && done(blob), 'image/jpeg', 0.85)
}
