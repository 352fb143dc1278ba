import type { RouteRecordRaw } from 'vue-router'

export const overlapRoutes: RouteRecordRaw[] = [
  { path: 'overlap', name: 'overlap', component: () => import('./pages/MapPage.vue') },
  { path: 'overlap/batches', name: 'overlap-batches', component: () => import('./pages/BatchesPage.vue') },
  { path: 'overlap/batches/:batch', name: 'overlap-batch', component: () => import('./pages/BatchPage.vue') },
]
