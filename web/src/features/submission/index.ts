export { submissionRoutes } from './routes'
