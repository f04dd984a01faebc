import { Button, Flex, Input, Select, Typography } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Asked } from '../../parts/asked.js'
import { ExportLink } from '../../parts/lists/export-link.js'
import { Picture } from './picture.js'
import { shapes, signs } from './sign.js'
import { Tree } from './tree.js'
import { countSigns, treeRows } from './tree-rows.js'
import { type Known, useNetwork } from './use-network.js'

/** 全网: every place as a table that unfolds, or as a picture. */
export function Whole({ as }: { readonly as: 'tree' | 'picture' }) {
  const network = useNetwork()
  return <Asked query={network}>{({ rows }) => (as === 'tree' ? <AsTree rows={rows} /> : <Picture rows={rows} />)}</Asked>
}

function AsTree({ rows }: Pick<Known, 'rows'>) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const text = params.get('text') ?? ''
  const sign = signs.find((each) => each === params.get('sign')) ?? null
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const shown = useMemo(() => treeRows(rows, { text, sign }, folded), [rows, text, sign, folded])
  const filter = (next: { readonly text?: string; readonly sign?: string | null }) => {
    const wanted = { text, sign, ...next }
    setParams(
      { view: 'tree', ...(wanted.text !== '' && { text: wanted.text }), ...(wanted.sign !== null && { sign: wanted.sign }) },
      { replace: true },
    )
  }
  const fold = (id: string, isFolded: boolean) =>
    setFolded((before) => new Set(isFolded ? [...before, id] : [...before].filter((each) => each !== id)))
  const foldAll = () =>
    setFolded(new Set(shown.filter(({ childCount, depth }) => childCount > 0 && depth > 0).map(({ row }) => row.id)))
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} align="center">
        <Input
          aria-label={t('net.find')}
          placeholder={t('net.find')}
          allowClear
          style={{ width: 260 }}
          value={text}
          onChange={({ target }) => filter({ text: target.value })}
        />
        <SignChoice rows={rows} sign={sign} choose={(next) => filter({ sign: next })} />
        {folded.size === 0 ? (
          <Button onClick={foldAll}>{t('net.fold')}</Button>
        ) : (
          <Button onClick={() => setFolded(new Set())}>{t('net.unfold')}</Button>
        )}
        <ExportLink list="sites" {...(text !== '' && { filter: new URLSearchParams({ text }) })} />
        <Typography.Text type="secondary" role="status">
          {t('net.shown', { count: shown.filter(({ row, fits }) => fits && row.kind !== 'machine').length })}
        </Typography.Text>
      </Flex>
      <Tree rows={shown} fold={fold} clear={() => filter({ text: '', sign: null })} />
      <Typography.Text type="secondary">{t('net.partly')}</Typography.Text>
    </Flex>
  )
}

interface ChoiceProps extends Pick<Known, 'rows'> {
  readonly sign: string | null
  readonly choose: (sign: string | null) => void
}

function SignChoice({ rows, sign, choose }: ChoiceProps) {
  const { t } = useTranslation()
  const counts = countSigns(rows)
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const options = [
    { value: '', label: t('net.all', { count: all }) },
    ...signs.map((each) => ({ value: each, label: `${shapes[each]} ${t(`net.line.${each}`)} ${counts.get(each) ?? 0}` })),
  ]
  return (
    <Select
      aria-label={t('net.sign')}
      style={{ width: 180 }}
      value={sign ?? ''}
      options={options}
      onChange={(next) => choose(next === '' ? null : next)}
    />
  )
}
