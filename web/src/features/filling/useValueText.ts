import { useI18n } from 'vue-i18n'
import type { TypeView, Value } from '@/api'
import { assertNever, groupMoney } from '@/shared'
import { useOffices } from './composables/useOffices'
import { readTerm } from './term'

/** Values as people read them, where the server sends only the value. */
export function useValueText() {
  const { t } = useI18n()
  const { nameOf } = useOffices()

  function textOf(type: TypeView, value: Value | undefined): string {
    if (value === undefined) return ''
    const plain = typeof value === 'object' ? '' : String(value)
    switch (type.kind) {
      case 'money':
        return t('filling.moneyText', { amount: groupMoney(plain) })
      case 'bool':
        return value === true ? t('common.yes') : t('common.no')
      case 'enum':
        return type.values?.find((one) => one.id === value)?.title ?? plain
      case 'office':
        return nameOf(plain)
      case 'term': {
        const term = readTerm(plain)
        return term ? `${term.count}${t(`filling.term.${term.unit}`)}` : plain
      }
      case 'list': {
        const { item } = type
        return item ? (value as Value[]).map((one) => textOf(item, one)).join(t('common.listSeparator')) : ''
      }
      case 'record':
        return (type.fields ?? [])
          .map((field) => textOf(field.type, (value as Record<string, Value | undefined>)[field.id]))
          .filter((part) => part !== '')
          .join(' ')
      case 'text':
      case 'long_text':
      case 'int':
      case 'date':
      case 'ref':
        return plain
      default:
        return assertNever(type.kind)
    }
  }
  return { textOf }
}
