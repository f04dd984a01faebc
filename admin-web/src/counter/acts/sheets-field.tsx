import { Checkbox, Flex, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PaperValue } from './fields.js'
import { PaperField } from './paper-field.js'

interface Sheet {
  readonly material: string
  readonly paper: PaperValue | null
  readonly form: 'original' | 'copy' | 'scan'
  readonly originals: number
  readonly copies: number
}

interface Props {
  readonly caseId: string
  readonly materials: readonly (readonly [id: string, name: string])[]
  readonly most: number
  readonly value: readonly Sheet[]
  readonly change: (value: readonly Sheet[]) => void
}

/** What was handed in: a scan, or sheets seen at the counter. */
export function SheetsField({ caseId, materials, most, value, change }: Props) {
  const { t } = useTranslation()
  const put = (sheet: Sheet) => change(value.map((each) => (each.material === sheet.material ? sheet : each)))
  const toggle = (material: string, on: boolean) => {
    const kept = value.filter((each) => each.material !== material)
    const sheet: Sheet = { material, paper: null, form: 'copy', originals: 0, copies: 1 }
    change(on ? [...(most === 1 ? [] : kept), sheet] : kept)
  }
  return (
    <Flex vertical gap={12}>
      {materials.map(([id, name]) => {
        const sheet = value.find(({ material }) => material === id)
        return (
          <Flex vertical gap={8} key={id}>
            <Checkbox checked={sheet !== undefined} onChange={({ target }) => toggle(id, target.checked)}>
              {name}
            </Checkbox>
            {sheet !== undefined && (
              <Flex vertical gap={8} style={{ paddingInlineStart: 24 }}>
                <Flex gap={8} align="center" wrap>
                  <Select
                    aria-label={`${t('acts.field.paperForm')} ${name}`}
                    style={{ width: 110 }}
                    value={sheet.form}
                    options={(['original', 'copy', 'scan'] as const).map((form) => ({
                      value: form,
                      label: t(`acts.form.${form}`),
                    }))}
                    onChange={(form) => put({ ...sheet, form })}
                  />
                  <Count
                    label={t('acts.originals')}
                    of={name}
                    value={sheet.originals}
                    change={(originals) => put({ ...sheet, originals })}
                  />
                  <Count label={t('acts.copies')} of={name} value={sheet.copies} change={(copies) => put({ ...sheet, copies })} />
                </Flex>
                <PaperField
                  caseId={caseId}
                  label={t('acts.scanOf', { name })}
                  value={sheet.paper}
                  change={(paper) => put({ ...sheet, paper, form: paper === null ? sheet.form : 'scan' })}
                />
              </Flex>
            )}
          </Flex>
        )
      })}
    </Flex>
  )
}

interface CountProps {
  readonly label: string
  readonly of: string
  readonly value: number
  readonly change: (value: number) => void
}

function Count({ label, of, value, change }: CountProps) {
  return (
    <Flex gap={4} align="center">
      <span>{label}</span>
      <InputNumber
        aria-label={`${label} ${of}`}
        min={0}
        max={99}
        precision={0}
        value={value}
        style={{ width: 64 }}
        onChange={(next) => change(next ?? 0)}
      />
    </Flex>
  )
}
