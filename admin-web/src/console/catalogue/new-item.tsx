import { Button, Flex, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { OrganField } from '../../counter/acts/directory-field.js'
import { Refusal } from '../../parts/refusal.js'
import { timeText } from '../../parts/times.js'
import { blankItem } from '../catalogue-item/blank-item.js'
import { useIsEditor } from './roles.js'
import type { Work } from './shapes.js'
import { useAct } from './use-act.js'

/** 新增事项: an item that no base entry asks for begins as a draft. */
export function NewItem() {
  const { t } = useTranslation()
  const [isOpen, open] = useState(false)
  if (!useIsEditor()) return null
  return (
    <>
      <Button onClick={() => open(true)}>{t('catalogue.new.open')}</Button>
      {isOpen && <NewItemForm close={() => open(false)} />}
    </>
  )
}

function NewItemForm({ close }: { readonly close: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const [organ, setOrgan] = useState<string | null>(null)
  const begin = useAct<Work>((work) => void navigate(`/catalogue/works/${work.id}`))
  const isFine = /^[a-z0-9][a-z0-9.-]{0,63}$/.test(id) && name.trim() !== ''
  const go = () => {
    const content = blankItem({ id, name: name.trim(), organ, today: timeText(Date.now()).slice(0, 10) })
    begin.mutate({ path: '/api/works', body: { title: t('catalogue.new.workTitle', { name }), content } })
  }
  return (
    <Modal
      open
      title={t('catalogue.new.open')}
      okText={t('catalogue.new.begin')}
      okButtonProps={{ disabled: !isFine, loading: begin.isPending }}
      onOk={go}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <label>
          {t('catalogue.items.name')}
          <Input maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
        </label>
        <label>
          {t('catalogue.new.id')}
          <Input maxLength={64} value={id} placeholder="xc-001" onChange={({ target }) => setId(target.value)} />
        </label>
        <div>
          <div>{t('catalogue.organ')}</div>
          <div className="catalogue-organ">
            <OrganField label={t('catalogue.new.organ')} value={organ} change={setOrgan} />
          </div>
        </div>
        {begin.error !== null && <Refusal error={begin.error} />}
      </Flex>
    </Modal>
  )
}
