export { default as CitationDrawer } from './components/CitationDrawer.vue'
export { default as CitationLink } from './components/CitationLink.vue'
export { default as EffectList } from './components/EffectList.vue'
export { provideCitedPolicy, useCitation } from './composables/useCitation'
