import { config } from '@vue/test-utils'
import { i18n } from '@/locales'

config.global.plugins = [i18n]
config.global.stubs = { 'router-link': { props: ['to'], template: '<a :href="String(to)"><slot /></a>' } }
