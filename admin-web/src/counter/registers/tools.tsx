import { useMutation } from '@tanstack/react-query'
import { Button, Flex, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { askFile } from '../../parts/api.js'
import { useSeat } from '../../parts/desk.js'
import { Refusal } from '../../parts/refusal.js'

/** Of which day, in the page's own address. */
export function DateChoice({ date, choose }: { readonly date: string; readonly choose: (date: string) => void }) {
  const { t } = useTranslation()
  return (
    <Input
      type="date"
      aria-label={t('registers.date')}
      value={date}
      style={{ width: 160 }}
      onChange={({ target }) => choose(target.value)}
    />
  )
}

/** A register as a file, for whoever sits here; that it was taken is recorded. */
export function Export({ path, name }: { readonly path: string; readonly name: string }) {
  const { t, i18n } = useTranslation()
  const { desk } = useSeat()
  const taking = useMutation({
    mutationFn: () => askFile(path, { desk, language: i18n.language }),
    onSuccess: (file) => save(file, name),
  })
  return (
    <Flex gap={12} align="center">
      <Button loading={taking.isPending} onClick={() => taking.mutate()}>
        {t(taking.isPending ? 'registers.exporting' : 'registers.export')}
      </Button>
      {taking.error !== null && <Refusal error={taking.error} />}
    </Flex>
  )
}

/** A browser reads a file it was given long before a minute is over. */
const readMs = 60_000

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(address), readMs)
}
