import { type Static, Type } from 'typebox'

/** Long names of legal persons and of minorities fit; `·` and the rare characters of GB 18030-2022 are letters like others. */
const nameText = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[^\\s\\p{Cc}\\p{Cs}\\uFFFD]+( [^\\s\\p{Cc}\\p{Cs}\\uFFFD]+)*$',
})
const line = Type.String({ maxLength: 200, pattern: '^[^\\p{Cc}\\p{Cs}\\uFFFD]*$' })
const phone = Type.String({ pattern: '^\\+?[0-9][0-9 -]{3,19}$' })
const date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
/** 统一社会信用代码, GB 32100: 18 characters; its check character is a rule of a later step. */
const creditCode = Type.String({ pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' })

function strictObject<const Fields extends Parameters<typeof Type.Object>[0]>(fields: Fields) {
  return Type.Object(fields, { additionalProperties: false })
}

/** 证件类型, codes of GA/T 2000.156; 990 is any other, named in `name`. */
export const documentTypes = {
  '111': '居民身份证',
  '112': '临时居民身份证',
  '113': '户口簿',
  '114': '中国人民解放军军官证',
  '414': '普通护照',
  '511': '台湾居民来往大陆通行证',
  '516': '港澳居民来往内地通行证',
  '553': '外国人永久居留身份证',
  '990': '其他证件',
} as const

const identityDocument = strictObject({
  type: Type.Enum(Object.keys(documentTypes) as (keyof typeof documentTypes)[]),
  number: Type.String({ minLength: 1, maxLength: 40, pattern: '^[0-9A-Za-z()\\p{Script=Han}〔〕-]+$' }),
  name: Type.Optional(nameText),
})

const human = {
  name: nameText,
  /** Absent for a newborn or somebody whose papers are lost: the reason stands in `noDocument`. */
  document: Type.Optional(identityDocument),
  noDocument: Type.Optional(line),
  phone: Type.Optional(phone),
  address: Type.Optional(line),
  birthDate: Type.Optional(date),
  sex: Type.Optional(Type.Enum(['male', 'female', 'unstated'])),
}

/** 联名签字: whether this person's signature stands on the form. */
const signed = Type.Boolean()

const householdMember = strictObject({ ...human, relation: line, signed })
/** 监护人 of somebody who cannot act alone. */
const guardian = strictObject({ ...human, relation: line, ground: Type.Enum(['minor', 'incapable']) })
/** 代理人: the person's legal agent, with the matters and period of the authority. Never the station's helper. */
const representative = strictObject({
  ...human,
  powers: line,
  until: Type.Optional(date),
  mandate: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
})

const beside = {
  /** 共同申请人 */
  coApplicants: Type.Optional(Type.Array(strictObject({ ...human, signed }), { maxItems: 50 })),
  guardian: Type.Optional(guardian),
  representative: Type.Optional(representative),
  contact: Type.Optional(
    strictObject({
      name: Type.Optional(nameText),
      phone: Type.Optional(phone),
      address: Type.Optional(line),
      postcode: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    }),
  ),
  /** 疑似重复: why they apply although such a case of theirs exists; a person's words, so no event holds them. */
  duplicateReason: Type.Optional(line),
}

/** Who applies; one shape for each kind. Fields first, rules between them later. */
export const APPLICANT = Type.Union([
  strictObject({ kind: Type.Literal('person'), person: strictObject(human), ...beside }),
  strictObject({
    kind: Type.Literal('household'),
    /** 户主 */
    head: strictObject({ ...human, signed }),
    members: Type.Array(householdMember, { maxItems: 50 }),
    registerNumber: Type.Optional(line),
    ...beside,
  }),
  strictObject({
    kind: Type.Literal('sole-trader'),
    name: nameText,
    creditCode: Type.Optional(creditCode),
    operator: strictObject(human),
    ...beside,
  }),
  strictObject({
    kind: Type.Literal('village-collective'),
    name: nameText,
    creditCode: Type.Optional(creditCode),
    head: strictObject(human),
    ...beside,
  }),
  strictObject({
    kind: Type.Literal('legal-person'),
    name: nameText,
    creditCode,
    legalRepresentative: strictObject(human),
    ...beside,
  }),
  strictObject({
    kind: Type.Literal('other-body'),
    name: nameText,
    creditCode: Type.Optional(creditCode),
    responsible: strictObject(human),
    ...beside,
  }),
])

/** Kept in a blob of its own, never in an event. */
export type Applicant = Static<typeof APPLICANT>

/** All who apply beside the first: co-applicants, and the members of a household. */
export function coApplicantCount(applicant: Applicant): number {
  const members = applicant.kind === 'household' ? applicant.members.length : 0
  return members + (applicant.coApplicants?.length ?? 0)
}
