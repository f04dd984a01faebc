import { Button, Flex } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly label: string
  readonly accept: string
  readonly file: File | null
  readonly choose: (file: File | null) => void
}

/** A file from this PC, by a button the keyboard reaches. */
export function FileChoice({ label, accept, file, choose }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  return (
    <Flex gap={8} align="center">
      <input
        ref={input}
        type="file"
        className="hidden-file"
        aria-label={label}
        accept={accept}
        onChange={({ target }) => choose(target.files?.[0] ?? null)}
      />
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <span>{file === null ? t('catalogue.import.noFile') : file.name}</span>
    </Flex>
  )
}
