import { Card, Flex, Form } from 'antd'
import type { ReactNode } from 'react'

/** A step's own heading, which gets the focus when the step begins. */
export function StepPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card
      className="step"
      size="small"
      title={
        <h2 id="step" className="part" tabIndex={-1}>
          {title}
        </h2>
      }
    >
      <Form layout="vertical" component={false}>
        <Flex vertical gap={8}>
          {children}
        </Flex>
      </Form>
    </Card>
  )
}

interface LabelledProps {
  readonly id: string
  readonly label: string
  readonly isRequired?: boolean
  readonly hint?: ReactNode
  readonly problem?: string | null
  readonly width?: number | string
  readonly children: ReactNode
}

/** A field with its label, a hint below, or what is wrong with it. */
export function Labelled({ id, label, isRequired = false, hint, problem = null, width = 320, children }: LabelledProps) {
  return (
    <Form.Item
      htmlFor={id}
      label={label}
      required={isRequired}
      style={{ width, marginBottom: 12 }}
      {...(problem !== null && { validateStatus: 'error' as const, help: <span role="alert">{problem}</span> })}
      {...(problem === null && hint !== undefined && { extra: hint })}
    >
      {children}
    </Form.Item>
  )
}
