import type { OrganId, PersonId, PlaceId } from '../values.js'

/** 系统管理员, 安全管理员, 审计员: no two of them on one person (GB/T 22239, 三权分立). */
export const ADMINISTRATIONS = ['network-administrator', 'security-administrator', 'auditor'] as const

/** Administrations, then 目录编辑, 经办人, 首席代表/分管领导, 综窗, 出件, 乡镇经办, 代办员, 监管, 只读. */
export const ROLES = [
  ...ADMINISTRATIONS,
  'catalogue-editor',
  'department-clerk',
  'approver',
  'window-clerk',
  'outlet-clerk',
  'township-clerk',
  'proxy',
  'supervisor',
  'reader',
] as const

export type Role = (typeof ROLES)[number]

/** A role and its jurisdiction: the place and every place below it in the administrative tree. */
export interface RoleGrant {
  readonly role: Role
  readonly place: PlaceId
  /** Narrows clerks, approvers and editors to what belongs to one organ; null for every other role. */
  readonly organ: OrganId | null
}

/** 账号: under which name a person signs in and what the person may do. The verifier of the password is no roster fact. */
export interface Account {
  readonly person: PersonId
  /** Lower-case letters, digits, `.`, `_` and `-`; unique in the network, never given to another person. */
  readonly login: string
  readonly roles: readonly RoleGrant[]
  readonly state: 'active' | 'closed'
  /** Grows with every new password or seed; what was signed in under an older one ends. */
  readonly credentialVersion: number
}

export function isAdministration(role: Role): boolean {
  return ADMINISTRATIONS.some((each) => each === role)
}

/** Which of the three administrations somebody holds; more than one is never right. */
export function administrationsOf({ roles }: Pick<Account, 'roles'>): readonly Role[] {
  return ADMINISTRATIONS.filter((role) => roles.some((grant) => grant.role === role))
}

export function isSameGrant(a: RoleGrant, b: RoleGrant): boolean {
  return a.role === b.role && a.place === b.place && a.organ === b.organ
}
