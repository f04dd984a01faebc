import { useMutation } from '@tanstack/react-query'
import { Button, Flex, Tag } from 'antd'
import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { MoreSources } from '../../parts/devices/more-sources.js'
import { HeavyPdf } from '../../parts/pictures/heavy-pdf.js'
import { usePictures } from '../../parts/pictures/use-pictures.js'
import { Refusal } from '../../parts/refusal.js'
import type { Paper } from '../draft/content.js'
import { useTell } from '../tell.js'

interface Props {
  readonly name: string
  readonly draft: string
  readonly paper: Paper['paper']
  readonly onUploaded: (paper: Paper['paper']) => void
}

/** Brings a page to the draft, put right first; it stays there when the page is left. */
export function Upload({ name, draft, paper, onUploaded }: Props) {
  const { t } = useTranslation()
  const tell = useTell()
  const input = useRef<HTMLInputElement>(null)
  const words = t(paper === null ? 'papers.upload' : 'papers.again')
  const upload = useMutation({
    mutationFn: (file: File) => tell<NonNullable<Paper['paper']>>(`/api/drafts/${draft}/papers`, { method: 'POST', file }),
    onSuccess: onUploaded,
  })
  const { mutate } = upload
  const pictures = usePictures(useCallback((file: File) => mutate(file), [mutate]))
  return (
    <Flex vertical gap={8}>
      {upload.error !== null && <Refusal error={upload.error} />}
      <Flex gap={8} align="center">
        {upload.isPending && <span role="status">{t('papers.uploading')}</span>}
        {paper !== null && !upload.isPending && (
          <Tag color="green">{t('papers.uploaded', { kilobytes: Math.ceil(paper.sizeBytes / 1024) })}</Tag>
        )}
        <Button aria-label={`${words} ${name}`} disabled={upload.isPending} onClick={() => input.current?.click()}>
          {words}
        </Button>
        <MoreSources label={name} onPicture={pictures.offer} />
        <input
          ref={input}
          type="file"
          hidden
          aria-hidden
          tabIndex={-1}
          accept="image/jpeg,image/png,application/pdf,.ofd"
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file !== undefined) pictures.offer(file)
            // The same file may be chosen again after a refusal.
            event.target.value = ''
          }}
        />
      </Flex>
      <HeavyPdf file={upload.variables} />
      {pictures.dialog}
    </Flex>
  )
}
