/** Something that is not as it should be, and where. */
export interface Finding {
  readonly kind:
    | 'file'
    | 'event-hash'
    | 'event-unreadable'
    | 'event-columns'
    | 'event-chain'
    | 'case-gap'
    | 'lane-gap'
    | 'lane-digest'
    | 'roster-gap'
    | 'roster-hash'
    | 'item-digest'
    | 'request-hash'
    | 'paper-missing'
    | 'paper-size'
    | 'paper-damaged'
    | 'paper-seal'
    | 'paper-unknown'
    | 'column-seal'
    | 'case-head'
    | 'audit-hash'
    | 'audit-order'
    | 'audit-chain'
    | 'audit-columns'
    | 'audit-gap'
    | 'audit-head'
    | 'audit-doubted'
  readonly subject: string
  readonly detail: string
}
