import { defineConfig } from 'vitepress';
import { drawnGraphs } from '../../scripts/docs/drawn-graphs.mjs';
import { sidebar } from '../../scripts/docs/sidebar.mjs';

export default defineConfig({
  title: 'Solum pipelines',
  description: 'Plans, Mistral workbooks and git triggers tied into pipelines',
  outDir: '../dist/docs-site',
  cacheDir: '../node_modules/.cache/vitepress',
  srcExclude: ['api/**'],
  cleanUrls: false,
  markdown: { config: (markdown) => void markdown.use(drawnGraphs) },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/start/laptop', activeMatch: '/start/' },
      { text: 'Use', link: '/use/workbooks', activeMatch: '/use/' },
      { text: 'Operate', link: '/operate/deploy', activeMatch: '/operate/' },
      { text: 'Reference', link: '/reference/api', activeMatch: '/reference/' },
    ],
    sidebar,
  },
});
