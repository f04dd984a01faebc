/** What is wrong with a password or a PIN; each has words on the page. */
export type PasswordProblem =
  | 'too-short'
  | 'too-long'
  | 'too-simple'
  | 'has-login'
  | 'common'
  | 'same'
  | 'not-six-digits'
  | 'in-a-row'

const SHORTEST = 10
/** So long that how it is put together matters no more. */
const LONG = 16
/** Longer input costs time and proves nothing more. */
const LONGEST = 128
/** Kinds of characters a shorter password mixes. */
const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]
const LEAST_KINDS = 3

/** Parts of passwords that guessers try first; what holds one is as good as what is left of it. */
const COMMON = [
  'password',
  'passw0rd',
  'admin',
  'qwerty',
  '123456',
  'abc123',
  '111111',
  '888888',
  '666666',
  'iloveyou',
  'woaini',
  '1qaz2wsx',
]

/** All that keeps a text from being this person's password (GB/T 22239: long and mixed); empty when it may be. */
export function passwordProblems(password: string, login: string, before: string | null): readonly PasswordProblem[] {
  const length = Array.from(password).length
  const kinds = KINDS.filter((kind) => kind.test(password)).length
  const plain = password.toLowerCase()
  return [
    ...when(length < SHORTEST, 'too-short'),
    ...when(password.length > LONGEST, 'too-long'),
    ...when(length >= SHORTEST && length < LONG && kinds < LEAST_KINDS, 'too-simple'),
    ...when(new Set(password).size < SHORTEST / 2, 'too-simple'),
    ...when(login.length > 2 && plain.includes(login.toLowerCase()), 'has-login'),
    ...when(
      COMMON.some((word) => plain.includes(word) && length - word.length < SHORTEST / 2 + 1),
      'common',
    ),
    ...when(password === before, 'same'),
  ]
}

/** The same for the PIN that serves on a known PC: six digits, not all alike and not in a row. */
export function pinProblems(pin: string): readonly PasswordProblem[] {
  if (!/^\d{6}$/.test(pin)) return ['not-six-digits']
  const steps = Array.from(pin)
    .slice(1)
    .map((digit, at) => Number(digit) - Number(pin[at]))
  return when(new Set(steps).size === 1 && Math.abs(steps[0] ?? 0) <= 1, 'in-a-row')
}

function when(wrong: boolean, problem: PasswordProblem): readonly PasswordProblem[] {
  return wrong ? [problem] : []
}
