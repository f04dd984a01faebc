/** A name as it may be shown and kept where the person need not be known: the first character, and the last of three or more. */
export function maskName(name: string): string {
  const characters = Array.from(name.trim())
  const [first = ''] = characters
  if (characters.length <= 2) return characters.length < 2 ? '*' : `${first}*`
  return `${first}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`
}
