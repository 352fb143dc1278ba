export { default as BeginBatch } from './components/BeginBatch.vue'
export { overlapRoutes } from './routes'
