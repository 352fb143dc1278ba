import type { RouteRecordRaw } from 'vue-router'

export const workbenchRoutes: RouteRecordRaw[] = [
  { path: '', name: 'workbench', component: () => import('./pages/WorkbenchPage.vue') },
  { path: 'notices', name: 'notices', component: () => import('./pages/NoticesPage.vue') },
]
