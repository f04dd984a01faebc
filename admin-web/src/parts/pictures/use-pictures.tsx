import { type ReactNode, useCallback, useState } from 'react'
import { PictureDialog } from './picture-dialog.js'
import { isFine, readPicture, type Setting, settingFor } from './straighten.js'

/** A page somebody has to look at before it goes. */
interface Asked {
  readonly file: File
  readonly image: HTMLImageElement
  readonly setting: Setting
}

/** Takes any file; pages that are askew or heavy are put right first, with the choice to keep them as they are. */
export interface Pictures {
  readonly offer: (file: File) => void
  /** Shown while somebody chooses. */
  readonly dialog: ReactNode
}

/** `done` gets what is to be uploaded: the file itself where nothing is to be put right, or where it is no picture. */
export function usePictures(done: (file: File) => void): Pictures {
  const [asked, ask] = useState<Asked | null>(null)
  const offer = useCallback(
    (file: File) => {
      void look(file).then((found) => (found === null ? done(file) : ask(found)))
    },
    [done],
  )
  const dialog = asked !== null && (
    <PictureDialog
      {...asked}
      choose={(chosen) => {
        ask(null)
        done(chosen)
      }}
      close={() => ask(null)}
    />
  )
  return { offer, dialog }
}

async function look(file: File): Promise<Asked | null> {
  const image = await readPicture(file)
  if (image === null) return null
  const setting = settingFor(image, 0, false)
  return isFine(file, setting) ? null : { file, image, setting }
}
