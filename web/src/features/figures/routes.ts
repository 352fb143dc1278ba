import type { RouteRecordRaw } from 'vue-router'

export const figureRoutes: RouteRecordRaw[] = [
  { path: 'figures', name: 'figures', component: () => import('./pages/FiguresPage.vue') },
]
