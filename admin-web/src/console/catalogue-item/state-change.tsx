import { Flex, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Refusal } from '../../parts/refusal.js'
import type { ItemStory, Work } from '../catalogue/shapes.js'
import { useAct } from '../catalogue/use-act.js'

type Change = 'suspend' | 'resume' | 'cancel'

/** 暂停, 恢复, 取消: suspending stops every counter at once; cancelling may wait for a day. */
export function StateChange({ story: { item, stateNow }, close }: { readonly story: ItemStory; readonly close: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const offered: readonly Change[] = stateNow === 'published' ? ['suspend', 'cancel'] : ['resume', 'cancel']
  const [change, choose] = useState<Change>(offered[0] ?? 'suspend')
  const [reason, type] = useState('')
  const [from, setFrom] = useState('')
  const send = useAct<Work>(() => {
    close()
    void navigate(`/catalogue/${encodeURIComponent(item.id)}`)
  })
  const body = { change, items: [item.id], reason: reason.trim(), ...(change === 'cancel' && from !== '' && { from }) }
  return (
    <Modal
      open
      title={t('catalogue.item.changeState')}
      okText={t('catalogue.item.confirm', { change: t(`catalogue.item.changes.${change}`) })}
      okButtonProps={{ danger: true, loading: send.isPending, disabled: reason.trim() === '' }}
      onOk={() => send.mutate({ path: '/api/items/states', body })}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <Radio.Group
          aria-label={t('catalogue.item.changeState')}
          value={change}
          options={offered.map((value) => ({ value, label: t(`catalogue.item.changes.${value}`) }))}
          onChange={({ target }) => choose(target.value as Change)}
        />
        <span>{t(`catalogue.item.means.${change}`)}</span>
        {change === 'cancel' && (
          <label>
            {t('catalogue.item.cancelFrom')}
            <Input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
          </label>
        )}
        <label>
          {t('catalogue.item.reason')}
          <Input.TextArea rows={2} maxLength={500} value={reason} onChange={({ target }) => type(target.value)} />
        </label>
        {send.error !== null && <Refusal error={send.error} />}
      </Flex>
    </Modal>
  )
}
