import { useMutation } from '@tanstack/react-query'
import { Button, Flex, Tag } from 'antd'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MoreSources } from '../../parts/devices/more-sources.js'
import { HeavyPdf } from '../../parts/pictures/heavy-pdf.js'
import { usePictures } from '../../parts/pictures/use-pictures.js'
import { Refusal } from '../../parts/refusal.js'
import { useTell } from '../tell.js'
import type { PaperValue } from './fields.js'

interface Props {
  readonly caseId: string
  readonly label: string
  readonly value: PaperValue | null
  readonly change: (value: PaperValue | null) => void
}

/** What a counter may hand in; what a paper really is its content says, and the program looks. */
const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.ofd,.docx,.xlsx'

/** A paper that is there as soon as it was chosen: a form that is refused later asks for no second scan. */
export function PaperField({ caseId, label, value, change }: Props) {
  const { t } = useTranslation()
  const tell = useTell()
  const input = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const upload = useMutation({
    mutationFn: (file: File) => tell<PaperValue>(`/api/cases/${caseId}/papers`, { method: 'POST', file }),
    onSuccess: (paper, file) => {
      setName(file.name)
      change(paper)
    },
  })
  const { mutate } = upload
  const pictures = usePictures(useCallback((file: File) => mutate(file), [mutate]))
  const choose = (file: File | undefined) => {
    if (input.current !== null) input.current.value = ''
    if (file !== undefined) pictures.offer(file)
  }
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} align="center" wrap>
        <input
          ref={input}
          type="file"
          className="hidden-file"
          aria-label={label}
          accept={ACCEPTED}
          tabIndex={-1}
          onChange={({ target }) => choose(target.files?.[0])}
        />
        <Button
          loading={upload.isPending}
          aria-label={`${t(value === null ? 'acts.choose' : 'acts.chooseOther')} ${label}`}
          onClick={() => input.current?.click()}
        >
          {t(value === null ? 'acts.choose' : 'acts.chooseOther')}
        </Button>
        <MoreSources label={label} onPicture={pictures.offer} onSigned={mutate} />
        {value !== null && (
          <>
            <Tag color="green">{t('acts.uploaded', { name, size: Math.ceil(value.sizeBytes / 1024) })}</Tag>
            <Button type="link" aria-label={`${t('acts.remove')} ${label}`} onClick={() => change(null)}>
              {t('acts.remove')}
            </Button>
          </>
        )}
      </Flex>
      <HeavyPdf file={upload.variables} />
      {pictures.dialog}
      {upload.error !== null && <Refusal error={upload.error} />}
    </Flex>
  )
}
