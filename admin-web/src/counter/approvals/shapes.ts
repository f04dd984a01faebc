import type { APPROVALS } from '@liandong/core/http/counter/worklist.js'
import type { Static } from 'typebox'

/** What the program answers an approver, as its own schemas say. */
export type ApprovalList = Static<typeof APPROVALS>
export type Approval = ApprovalList['cases'][number]
