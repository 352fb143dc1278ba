/** Days are `2024-05-15`; they are compared as text and counted in UTC, so that no time zone can move them. */

const MILLIS = 86_400_000

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MILLIS)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLIS).toISOString().slice(0, 10)
}

/** `2024-05-15` as 2024年5月15日. */
export function longDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return year !== undefined && month !== undefined && date !== undefined
    ? `${year}年${month}月${date}日`
    : day
}

/** A moment as day and minute in the reader's zone. */
export function moment(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  const two = (value: number) => String(value).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`
}
