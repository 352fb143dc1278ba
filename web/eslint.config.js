import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

const app = { group: ['@/app/*'], message: 'Only main.ts knows the application shell.' }
const outside = (regex) => ({ regex, message: "Another feature's internals: import from its index.ts." })

/** Which imports a layer must not have: features know api and shared, api knows shared, shared knows neither. */
function layer(files, patterns) {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

export default defineConfig(
  globalIgnores([
    'dist',
    'node_modules',
    'components.d.ts',
    'src/api/schema.d.ts',
    'test-results',
    'playwright-report',
  ]),
  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [tseslint.configs.strictTypeChecked, vue.configs['flat/recommended']],
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: tseslint.parser,
        projectService: true,
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/component-name-in-template-casing': ['error', 'kebab-case', { registeredComponentsOnly: false }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/no-v-html': 'error',
    },
  },
  layer(
    ['src/features/*/*/**/*.{ts,vue}'],
    [app, outside('^@/features/[^/]+/.+'), outside('^\\.\\./\\.\\./')],
  ),
  layer(['src/features/*/*.{ts,vue}'], [app, outside('^@/features/[^/]+/.+'), outside('^\\.\\./')]),
  layer(
    ['src/api/**/*.ts'],
    [app, { group: ['@/features/*', '@/features/*/**'], message: 'The contract knows no screen.' }],
  ),
  layer(
    ['src/shared/**/*.{ts,vue}'],
    [
      app,
      {
        group: ['@/features/*', '@/features/*/**', '@/api/*'],
        message: 'shared knows neither features nor api.',
      },
    ],
  ),
  prettier,
)
