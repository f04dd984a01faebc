/** What stands on the chip of an identity card. */
export interface CardRead {
  readonly name: string
  readonly number: string
  readonly address: string
}

/** 身份证阅读器. */
export interface IdReader {
  /** Waits for a card; throws where none came or none could be read. */
  readonly read: (signal: AbortSignal) => Promise<CardRead>
}

/** 高拍仪, or any camera that looks at a table. */
export interface DocumentCamera {
  /** One page as it lies there. */
  readonly takePage: (signal: AbortSignal) => Promise<Blob>
}

/** 签字板. */
export interface SignaturePad {
  /** What somebody wrote, as a picture. */
  readonly sign: (signal: AbortSignal) => Promise<Blob>
}

/**
 * What is plugged in at this desk; null where there is none, and the keyboard does it. A maker's driver is one more object of these
 * shapes: the pages know no maker.
 */
export interface Devices {
  readonly reader: IdReader | null
  readonly camera: DocumentCamera | null
  readonly pad: SignaturePad | null
}
