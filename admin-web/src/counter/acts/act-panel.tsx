import { Button, Collapse, Flex, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeat } from '../../parts/desk.js'
import { Part } from '../../parts/part.js'
import type { CasePage } from '../../parts/shapes.js'
import { ActForm, begin, type Begun, type Sent } from './act-form.js'
import { type ActButton, actName, buttonsOf, SELDOM, whyNot } from './act-names.js'
import type { Setting } from './fields.js'
import { SentActs } from './sent-acts.js'

interface Open {
  readonly key: string
  readonly setting: Setting
}

/** 办理: what may be done to the case here and now, how, and why the rest may not. */
export function ActPanel({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const { desk } = useSeat()
  const [open, show] = useState<Open | null>(null)
  // A form that was left is as it was when it is opened again.
  const [begun, keep] = useState<Readonly<Record<string, Begun>>>({})
  const [sent, note] = useState<readonly Sent[]>([])
  if (desk === null) return null
  const start = ({ allowed, choices }: ActButton) => {
    const key = `${allowed.act} ${allowed.option ?? ''}`
    const setting = { t, page, desk, allowed, choices }
    if (begun[key] === undefined) keep({ ...begun, [key]: begin(setting) })
    show({ key, setting })
  }
  const finish = (done: Sent) => {
    if (open !== null) keep(({ [open.key]: _, ...rest }) => rest)
    note([...sent, done])
    show(null)
  }
  const form = open === null ? undefined : begun[open.key]
  return (
    <Part title={t('acts.title')}>
      <Flex vertical gap={12}>
        <SentActs sent={sent} page={page} />
        <Buttons how="at-once" page={page} start={start} />
        <Buttons how="by-request" page={page} start={start} />
        <WhyNot page={page} />
      </Flex>
      {open !== null && form !== undefined && (
        <ActForm
          key={open.key}
          setting={open.setting}
          begun={form}
          keep={(next) => keep((all) => ({ ...all, [open.key]: next }))}
          close={() => show(null)}
          sent={finish}
        />
      )}
    </Part>
  )
}

interface ButtonsProps {
  readonly how: 'at-once' | 'by-request'
  readonly page: CasePage
  readonly start: (button: ActButton) => void
}

function Buttons({ how, page, start }: ButtonsProps) {
  const { t } = useTranslation()
  const buttons = buttonsOf(page, how)
  if (buttons.length === 0) return null
  const title = how === 'at-once' ? t('acts.atOnce') : t('acts.byRequest', { who: page.line.custodian.name })
  return (
    <Flex vertical gap={8} role="group" aria-label={title}>
      <Typography.Text type="secondary">{title}</Typography.Text>
      <Flex gap={8} wrap>
        {buttons.map((button, at) => (
          <Button
            key={`${button.allowed.act} ${button.allowed.option ?? ''}`}
            type={at === 0 && how === 'at-once' && !SELDOM.has(button.allowed.act) ? 'primary' : 'default'}
            size={SELDOM.has(button.allowed.act) ? 'small' : 'medium'}
            onClick={() => start(button)}
          >
            {actName(t, page, button.allowed)}
          </Button>
        ))}
      </Flex>
    </Flex>
  )
}

function WhyNot({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation()
  const { faults } = useSeat().start
  const reasons = [...whyNot(page, t)]
  if (reasons.length === 0) return null
  const list = (
    <ul className="reasons">
      {reasons.map(([code, names]) => (
        <li key={code}>
          <strong>{names.join(t('comma'))}</strong>
          <br />
          {faults[code] === undefined ? code : `${faults[code].title}${t('semicolon')}${faults[code].next}`}
        </li>
      ))}
    </ul>
  )
  return <Collapse ghost size="small" items={[{ key: 'not', label: t('acts.whyNot'), children: list }]} />
}
