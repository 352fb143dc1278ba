import { createApp } from 'vue'
import App from '@/app/App.vue'
import { router } from '@/app/router'
import { i18n } from '@/locales'
import '@/styles/base.css'
import '@/styles/theme.css'

createApp(App).use(i18n).use(router).mount('#app')
