import { Flex } from 'antd'
import { Link } from 'react-router'
import type { CaseLine } from '../shapes.js'
import { CaseTags } from '../tags/case-tags.js'

/** A case's number, which opens it, with what is special about it. */
export function CaseNumber({ line }: { readonly line: CaseLine }) {
  return (
    <Flex vertical gap={4} align="flex-start">
      <Link className="number" to={`/cases/${line.caseId}`}>
        {line.number}
      </Link>
      <CaseTags line={line} />
    </Flex>
  )
}
