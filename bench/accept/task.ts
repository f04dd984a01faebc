/** What a process that registers cases is asked to do. */
export interface AcceptTask {
  readonly folder: string
  readonly callers: number
  /** Cases before the clock starts, so that code and caches are warm on every side. */
  readonly warmUp: number
  readonly count: number
}

export interface AcceptResult {
  readonly perSecond: number
  readonly p99Ms: number
  readonly missing: number
}

export interface ReplayTask extends AcceptTask {
  /** Folder of a closed store of ours that holds as many cases. */
  readonly source: string
}
