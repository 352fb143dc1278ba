import type { RouteRecordRaw } from 'vue-router'

export const reviewRoutes: RouteRecordRaw[] = [
  { path: 'files/:file/runs/:run', name: 'run', component: () => import('./pages/RunPage.vue') },
  { path: 'batch', name: 'batch', component: () => import('./pages/BatchPage.vue') },
]
