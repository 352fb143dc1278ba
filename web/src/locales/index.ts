import { createI18n } from 'vue-i18n'
import zhCN from './zh-CN'

declare module 'vue-i18n' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the library's way to make keys typed
  export interface DefineLocaleMessage extends Messages {}
}
type Messages = typeof zhCN

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN },
})
