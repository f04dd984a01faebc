import { Type } from 'typebox'
import { builtIn } from '../../domain/documents/built-in.js'
import { DOCUMENT_KINDS, neededIn, placeholdersOf, titleOf } from '../../domain/documents/kinds.js'
import { filledIn, MAX_TEMPLATE, refuseTemplate } from '../../domain/documents/template.js'
import { changeText, type DocumentText, textOfVersion, textsInForce } from '../../site/documents/templates.js'
import { personNamed } from '../../site/query/names.js'
import type { Site } from '../../site/site.js'
import { Fault } from '../../domain/fault.js'
import { actingOf } from '../acting.js'
import type { App, Routes } from '../plugin.js'
import { answered } from '../refuse.js'
import { COUNT, list, MS, NAMED, oneOf, orNull, record } from '../schemas/common.js'

const tags = ['documents']
const KIND = oneOf(...DOCUMENT_KINDS)
const TEXT = Type.String({ minLength: 1, maxLength: MAX_TEMPLATE })
const DOCUMENT_TEXT = record({
  kind: KIND,
  title: Type.String(),
  version: COUNT,
  text: Type.String(),
  builtIn: Type.String(),
  names: list(Type.String()),
  needed: list(Type.String()),
  by: orNull(NAMED),
  atMs: orNull(MS),
})
export const DOCUMENT_TEXTS = record({ texts: list(DOCUMENT_TEXT) })
const LINE = Type.Union([
  record({ kind: oneOf('words', 'heading'), text: Type.String() }),
  record({ kind: Type.Literal('block'), name: Type.String() }),
])
export const PREVIEW = record({ lines: list(LINE) })
const params = record({ kind: KIND })
const config = { action: 'document.change' } as const

/** 文书模板: the words of documents as the county wants them; each falls back to the built-in one. */
export const documentTextRoutes: Routes = (app, site) => {
  app.get(
    '/api/documents/texts',
    { config, schema: { tags, summary: '文书模板 texts in force', response: { 200: DOCUMENT_TEXTS } } },
    (request) => {
      actingOf(request, site)
      return { texts: textsInForce(site).map((text) => shown(site, text)) }
    },
  )

  app.get(
    '/api/documents/texts/:kind/:version',
    {
      config,
      schema: {
        tags,
        summary: '旧版模板 an earlier version',
        params: record({ kind: KIND, version: COUNT }),
        response: { 200: DOCUMENT_TEXT },
      },
    },
    (request) => {
      actingOf(request, site)
      const { kind, version } = request.params
      const found = textOfVersion(site, kind, version)
      if (found === null) throw new Fault('document/unknown', `${kind} ${version}`)
      return shown(site, found)
    },
  )

  changing(app, site)
}

function changing(app: App, site: Site): void {
  app.put(
    '/api/documents/texts/:kind',
    {
      config,
      schema: {
        tags,
        summary: '改模板 put a new version in force',
        params,
        body: record({ text: TEXT, basedOn: COUNT }),
        response: { 200: DOCUMENT_TEXT },
      },
    },
    async (request) =>
      shown(site, answered(await changeText(site, actingOf(request, site), { kind: request.params.kind, ...request.body }))),
  )

  app.post(
    '/api/documents/texts/:kind/preview',
    {
      config,
      schema: {
        tags,
        summary: '预览 the lines with sample values; refused as saving would be',
        params,
        body: record({ text: TEXT }),
        response: { 200: PREVIEW },
      },
    },
    (request) => {
      actingOf(request, site)
      const { kind } = request.params
      const refusal = refuseTemplate(kind, request.body.text)
      if (refusal !== null) throw new Fault(refusal.code, refusal.detail)
      const samples = new Map(placeholdersOf(kind).map((name) => [name, SAMPLES.get(name) ?? `〔${name}〕`]))
      return { lines: filledIn(request.body.text, samples) }
    },
  )
}

/** Invented; what has none shows its own name. */
const SAMPLES: ReadonlyMap<string, string> = new Map([
  ['办件编号', '371122104201-20260302-K7Q-0012-X'],
  ['事项', '农村宅基地审批'],
  ['申请人', '张三'],
  ['登记站点', '某某村便民服务站'],
  ['站点电话', '0633-6200001'],
  ['实施主体', '某某镇人民政府'],
  ['日期', '2026年3月2日'],
])

function shown(site: Site, { kind, version, text, by, atMs }: DocumentText) {
  const names = placeholdersOf(kind)
  const who = by === null ? null : personNamed(site, by)
  return { kind, title: titleOf(kind), version, text, builtIn: builtIn[kind], names, needed: neededIn(kind), by: who, atMs }
}
