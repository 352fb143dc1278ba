export { default as RouteDiagram } from './components/RouteDiagram.vue'
