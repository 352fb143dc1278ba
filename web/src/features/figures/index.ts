export { figureRoutes } from './routes'
