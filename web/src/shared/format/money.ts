/** Money is decimal text in yuan ("300000.00"), never a floating-point number. */

const PATTERN = /^(-?)(\d+)(?:\.(\d{1,2}))?$/

/** Whole 分, or undefined if `text` is no amount. */
export function toFen(text: string): bigint | undefined {
  const match = PATTERN.exec(text)
  if (!match) return undefined
  const [, sign = '', yuan = '0', fraction = ''] = match
  const fen = BigInt(yuan) * 100n + BigInt(fraction.padEnd(2, '0'))
  return sign === '-' ? -fen : fen
}

function fromFen(fen: bigint): string {
  const size = fen < 0n ? -fen : fen
  return `${fen < 0n ? '-' : ''}${String(size / 100n)}.${String(size % 100n).padStart(2, '0')}`
}

/** What a person typed or pasted, as decimal text: separators, spaces, 元, 万 and full-width digits are understood. */
export function readMoney(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').replace(/[,，\s¥￥元]/g, '')
  const match = /^(\d+)(?:\.(\d*))?(万|亿)?$/.exec(plain)
  if (!match) return undefined
  const [, whole = '', fraction = '', unit] = match
  const shift = unit === '万' ? 4 : unit === '亿' ? 8 : 0
  const digits = fraction.padEnd(shift, '0')
  const rest = digits.slice(shift).replace(/0+$/, '')
  if (rest.length > 2) return undefined
  const fen = toFen(`${whole}${digits.slice(0, shift)}.${rest.padEnd(2, '0')}`)
  return fen === undefined ? undefined : fromFen(fen)
}

/** The sum of amounts; what is no amount counts for nothing. */
export function sumMoney(amounts: readonly string[]): string {
  return fromFen(amounts.reduce((sum, amount) => sum + (toFen(amount) ?? 0n), 0n))
}

/** `1234567.5` as `1,234,567.50`. */
export function groupMoney(amount: string): string {
  const fen = toFen(amount)
  if (fen === undefined) return amount
  const [whole = '', fraction = ''] = fromFen(fen).split('.')
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${fraction}`
}

/** In 万元, exact and without trailing zeros: `299999.99` as `29.999999`. */
export function inWan(amount: string): string {
  const fen = toFen(amount)
  if (fen === undefined) return amount
  const size = fen < 0n ? -fen : fen
  const fraction = String(size % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const whole = String(size / 1_000_000n).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${fen < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

function groupInWords(group: number): string {
  let words = ''
  let zero = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) {
      zero = words !== ''
    } else {
      words += (zero ? '零' : '') + DIGITS.charAt(digit) + (PLACES[place] ?? '')
      zero = false
    }
  }
  return words
}

/** 人民币大写: `300000.00` as 叁拾万元整. */
export function inCapitals(amount: string): string {
  const fen = toFen(amount)
  if (fen === undefined || fen < 0n || fen >= 10n ** 18n) return ''
  if (fen === 0n) return '零元整'
  let rest = fen / 100n
  const groups: number[] = []
  while (rest > 0n) {
    groups.push(Number(rest % 10_000n))
    rest /= 10_000n
  }
  let words = ''
  let gap = false
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = groups[index] ?? 0
    if (group === 0) {
      gap = words !== ''
      continue
    }
    if (words !== '' && (gap || group < 1000)) words += '零'
    words += groupInWords(group) + (GROUPS[index] ?? '')
    gap = false
  }
  if (words !== '') words += '元'
  const jiao = Number((fen / 10n) % 10n)
  const cent = Number(fen % 10n)
  if (jiao === 0 && cent === 0) return `${words}整`
  if (jiao > 0) words += `${DIGITS.charAt(jiao)}角`
  else if (words !== '') words += '零'
  return cent > 0 ? `${words}${DIGITS.charAt(cent)}分` : `${words}整`
}
