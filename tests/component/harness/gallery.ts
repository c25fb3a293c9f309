import '../../../src-renderer/styles/reset.css';
import '../../../src-renderer/styles/tokens.css';
import '../../../src-renderer/styles/tones.css';
import '../../../src-renderer/styles/base.css';

import { mount } from 'svelte';

import { createTestApp } from '../create-test-app.ts';
import Gallery from './Gallery.svelte';

const query = new URLSearchParams(location.search);
const target = document.querySelector('#app');
if (!target) throw new Error('The page has no #app.');
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light';
mount(Gallery, {
  target,
  props: {
    app: createTestApp().app,
    total: Number(query.get('total') ?? 1_000_000),
    part: query.get('part') ?? 'list',
  },
});
