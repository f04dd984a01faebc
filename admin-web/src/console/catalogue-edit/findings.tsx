import { Button, Flex, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Part } from '../../parts/part.js'
import type { Finding } from '../catalogue/shapes.js'
import { idAt } from './editor-props.js'

/** Beneath a field: the findings of it and of what lies inside it. */
export function FieldFindings({ findings, pointer }: { readonly findings: readonly Finding[]; readonly pointer: string }) {
  const { language } = useTranslation().i18n
  const own = findings.filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`))
  return own.map((finding) => (
    <p key={`${finding.code}${finding.path}`} className={`catalogue-finding ${finding.severity}`}>
      {wordsOf(finding, language)}
    </p>
  ))
}

function wordsOf({ zh, en }: Finding, language: string): string {
  return language === 'en' ? en : zh
}

/** 规则检查: everything the rules find now, refusals first, each with the way to its field. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { t, i18n } = useTranslation()
  const refusals = findings.filter(({ severity }) => severity === 'refusal')
  const sorted = [...refusals, ...findings.filter(({ severity }) => severity === 'warning')]
  return (
    <Part title={t('catalogue.findings.title', { refusals: refusals.length, warnings: sorted.length - refusals.length })}>
      <div aria-live="polite">
        {sorted.length === 0 && <p className="catalogue-finding">{t('catalogue.findings.none')}</p>}
        <ul className="lines">
          {sorted.map((finding) => (
            <li key={`${finding.item}${finding.code}${finding.path}`}>
              <Flex vertical gap={2}>
                <span>
                  <Tag color={finding.severity === 'refusal' ? 'red' : 'orange'}>
                    {t(`catalogue.findings.${finding.severity}`)}
                  </Tag>
                  {wordsOf(finding, i18n.language)}
                </span>
              </Flex>
              <Button
                size="small"
                aria-label={t('catalogue.findings.goTo', { words: wordsOf(finding, i18n.language) })}
                onClick={() => goTo(finding.path)}
              >
                {t('catalogue.findings.go')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Part>
  )
}

/** The narrowest field shown that holds the place. */
function goTo(path: string): void {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = document.getElementById(idAt(at))
    if (found === null) continue
    found.scrollIntoView({ block: 'center' })
    found.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true })
    return
  }
}
