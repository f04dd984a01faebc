import { Alert, Button, Flex, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Refusal } from '../../parts/refusal.js'
import type { Finding, WorkPage } from '../catalogue/shapes.js'
import { ItemEditor } from '../catalogue-edit/item-editor.js'
import { type EditedItem, useItem } from '../catalogue-save/use-item.js'
import type { Clash } from '../catalogue-save/merge.js'
import { wordOf } from '../catalogue-item/fields.js'
import { usePartText } from './part-text.js'

interface Props {
  readonly page: WorkPage
  readonly item: string
  readonly findings: readonly Finding[]
}

/** One item being written; whether it is safe stands above it. */
export function WriteItem({ page, item, findings }: Props) {
  const opened = page.work.items.find((each) => each.item === item)?.content
  return opened === undefined ? null : <Writing page={page} item={item} findings={findings} opened={opened} />
}

function Writing({ page, item, findings, opened }: Props & { readonly opened: WorkPage['work']['items'][number]['content'] }) {
  const edited = useItem(page.work, item, opened)
  return (
    <Flex vertical gap={12}>
      <SaveWord edited={edited} />
      <Others edited={edited} page={page} />
      <ItemEditor content={edited.content} findings={findings} change={(content) => edited.desk.change(content)} />
    </Flex>
  )
}

function SaveWord({ edited: { saving } }: { readonly edited: EditedItem }) {
  const { t } = useTranslation()
  return (
    <div aria-live="polite">
      {saving.state === 'away' && <Alert type="warning" showIcon title={t('catalogue.edit.away')} />}
      {saving.state === 'refused' && (
        <Flex vertical gap={8}>
          <Typography.Text type="danger">{t('catalogue.edit.refused')}</Typography.Text>
          <Refusal error={saving.error} />
        </Flex>
      )}
      {(saving.state === 'saved' || saving.state === 'saving' || saving.state === 'changed') && (
        <Typography.Text type="secondary" data-saving={saving.state}>
          {t(`catalogue.edit.${saving.state}`)}
        </Typography.Text>
      )}
    </div>
  )
}

/** 他人的修改: what somebody else wrote meanwhile, followed where nothing was written here, asked where both wrote. */
function Others({ edited, page }: { readonly edited: EditedItem; readonly page: WorkPage }) {
  const { t } = useTranslation()
  const { meanwhile, desk } = edited
  if (meanwhile.followed.length + meanwhile.clashes.length === 0) return null
  const who = page.acts.filter(({ fact }) => fact === 'edited' || fact === 'chosen').at(-1)?.person.name ?? ''
  const followed = meanwhile.followed.map((path) => t(`catalogue.field.${wordOf(path)}`))
  return (
    <Alert
      type={meanwhile.clashes.length > 0 ? 'error' : 'info'}
      showIcon
      title={t(meanwhile.clashes.length > 0 ? 'catalogue.edit.clashes' : 'catalogue.edit.followed', { who })}
      description={
        <Flex vertical gap={10}>
          {followed.length > 0 && (
            <span>{t('catalogue.edit.followedParts', { parts: followed.join(t('catalogue.listComma')) })}</span>
          )}
          {meanwhile.clashes.map((clash) => (
            <ClashView key={wordOf(clash.path)} clash={clash} settle={(take) => desk.settle(clash, take)} />
          ))}
        </Flex>
      }
      {...(meanwhile.clashes.length === 0 && {
        action: <Button onClick={() => desk.forget()}>{t('catalogue.edit.seen')}</Button>,
      })}
    />
  )
}

function ClashView({ clash, settle }: { readonly clash: Clash; readonly settle: (take: 'theirs' | 'mine') => void }) {
  const { t } = useTranslation()
  const textOf = usePartText()
  const name = t(`catalogue.field.${wordOf(clash.path)}`)
  const side = (take: 'theirs' | 'mine', value: unknown) => (
    <div className="catalogue-side">
      <span className="catalogue-words">{textOf(clash.path, value)}</span>
      <Button size="small" aria-label={t(`catalogue.edit.takeOne.${take}`, { name })} onClick={() => settle(take)}>
        {t(`catalogue.edit.take.${take}`)}
      </Button>
    </div>
  )
  return (
    <div role="group" aria-label={name}>
      <strong>{name}</strong>
      <div className="catalogue-sides">
        {side('theirs', clash.theirs)}
        {side('mine', clash.mine)}
      </div>
    </div>
  )
}
