import type { FieldView, TypeView, Value, Values } from '@/api'

/** Whether a field holds nothing that could be submitted. */
export function isBlank(value: Value | undefined): boolean {
  if (value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

/** What a list of records shows before anything is typed: one empty row. */
export function emptyRecord(type: TypeView): Record<string, Value | undefined> {
  return Object.fromEntries((type.fields ?? []).map((field) => [field.id, undefined]))
}

function cleaned(value: Value | undefined): Value | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (Array.isArray(value)) {
    return value.map(cleaned).filter((item): item is Value => item !== undefined)
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .map(([name, inner]) => [name, cleaned(inner)] as const)
      .filter(([, inner]) => inner !== undefined)
    return entries.length === 0 ? undefined : Object.fromEntries(entries)
  }
  return value
}

/** What is sent: only fields that are shown, without blanks and without empty rows. */
export function submitted(fields: FieldView[], values: Values, hidden: ReadonlySet<string>): Values {
  const sent: Values = {}
  for (const field of fields) {
    if (hidden.has(field.id)) continue
    const value = cleaned(values[field.id])
    if (value !== undefined) sent[field.id] = value
  }
  return sent
}
