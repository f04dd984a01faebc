import { Flex, InputNumber, Radio, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Paper } from '../draft/content.js'
import type { Material } from '../shapes.js'
import { sheetsText } from './sheets.js'
import { Upload } from './upload.js'

const hows = ['original', 'copy', 'scan', 'later'] as const

interface Props {
  readonly material: Material
  readonly given: Paper | null
  readonly draft: string
  readonly onChange: (paper: Paper | null) => void
}

/** One paper of the list: how it came, or that it follows. */
export function PaperRow({ material, given, draft, onChange }: Props) {
  const { t } = useTranslation()
  const { id, name, necessity, format, originals, copies } = material
  const colors = { required: 'red', optional: 'default', later: 'blue' } as const
  return (
    <li id={`paper-${id}`} tabIndex={-1}>
      <Flex vertical style={{ minWidth: 0, flex: 1 }}>
        <Flex gap={8} align="center">
          <strong>{name}</strong>
          <Tag color={colors[necessity]}>{t(`papers.${necessity}`)}</Tag>
        </Flex>
        <Typography.Text type="secondary">{sheetsText(t, { originals, copies })}</Typography.Text>
      </Flex>
      {format === 'automatic' ? (
        <Tag color="green">{t('papers.automatic')}</Tag>
      ) : (
        <Flex vertical gap={8} align="end">
          <Radio.Group
            aria-label={name}
            optionType="button"
            buttonStyle="solid"
            value={given?.how ?? null}
            options={hows.map((value) => ({ value, label: t(`papers.how.${value}`) }))}
            onChange={(event) => onChange(begun(material, given, event.target.value as Paper['how']))}
          />
          {given !== null && <HowMuch material={material} given={given} draft={draft} onChange={onChange} />}
        </Flex>
      )}
    </li>
  )
}

/** With as many sheets as the guide asks for; an uploaded scan stays when somebody tries another way. */
export function begun({ id, originals, copies }: Material, given: Paper | null, how: Paper['how']): Paper {
  const paper = given?.paper ?? null
  if (how === 'original') return { material: id, how, paper, originals: Math.max(1, originals), copies }
  if (how === 'copy') return { material: id, how, paper, originals: 0, copies: Math.max(1, copies) }
  return { material: id, how, paper, originals: 0, copies: 0 }
}

function HowMuch({ material: { name }, given, draft, onChange }: Props & { readonly given: Paper }) {
  const { t } = useTranslation()
  if (given.how === 'later') return null
  const sheets = (field: 'originals' | 'copies') => (
    <InputNumber
      aria-label={`${name} ${t(`papers.${field}`)}`}
      prefix={t(`papers.${field}`)}
      style={{ width: 150 }}
      min={0}
      max={99}
      precision={0}
      value={given[field]}
      onChange={(value) => onChange({ ...given, [field]: value ?? 0 })}
    />
  )
  return (
    <Flex gap={8} align="center">
      {given.how === 'original' && sheets('originals')}
      {given.how !== 'scan' && sheets('copies')}
      <Upload name={name} draft={draft} paper={given.paper} onUploaded={(paper) => onChange({ ...given, paper })} />
    </Flex>
  )
}
