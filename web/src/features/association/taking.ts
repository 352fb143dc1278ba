import type { SuggestionInto, Value, Values } from '@/api'

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The form with a suggestion taken: added to a list or a text, written in place of anything else. */
export function taken(values: Values, into: SuggestionInto): Values {
  const held = values[into.field]
  if (into.list) {
    const items = Array.isArray(held) ? held : []
    if (items.some((item) => same(item, into.value))) return values
    const filled = items.filter((item) => !blank(item))
    return { ...values, [into.field]: [...filled, into.value as Value] }
  }
  if (into.text && typeof held === 'string' && typeof into.value === 'string' && held.trim() !== '') {
    if (held.includes(into.value)) return values
    return { ...values, [into.field]: `${held.trimEnd()}\n${into.value}` }
  }
  return { ...values, [into.field]: into.value as Value }
}

/** The form with what taking wrote taken out again; what a person wrote since stays. */
export function givenBack(values: Values, into: SuggestionInto, before: Value | undefined): Values {
  const held = values[into.field]
  if (into.list) {
    return {
      ...values,
      [into.field]: Array.isArray(held) ? held.filter((item) => !same(item, into.value)) : held,
    }
  }
  if (into.text && typeof held === 'string' && typeof into.value === 'string') {
    const rest = held.replace(into.value, '').trimEnd()
    return { ...values, [into.field]: rest === '' ? undefined : rest }
  }
  return { ...values, [into.field]: before }
}

/** An empty row that a form shows before anything is typed. */
function blank(item: Value | undefined): boolean {
  if (item === undefined || item === '') return true
  return (
    typeof item === 'object' &&
    !Array.isArray(item) &&
    Object.values(item).every((part) => part === undefined || part === '')
  )
}
