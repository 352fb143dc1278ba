import type { RouteRecordRaw } from 'vue-router'

export const formRoutes: RouteRecordRaw[] = [
  { path: 'files/:file/forms/:form', name: 'form', component: () => import('./pages/FormPage.vue') },
]
