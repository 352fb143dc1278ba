import type { RouteRecordRaw } from 'vue-router'

export const fileRoutes: RouteRecordRaw[] = [
  { path: 'subjects/:subject', name: 'files', component: () => import('./pages/FilesPage.vue') },
  { path: 'files/:file', name: 'file', component: () => import('./pages/FilePage.vue') },
]
