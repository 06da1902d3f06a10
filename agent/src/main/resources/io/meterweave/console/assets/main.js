// SPDX-License-Identifier: Apache-2.0

import {setAttribute, setText} from './dom.js';
import {follow} from './live.js';
import {overviewPage} from './pages/overview.js';
import {Router} from './router.js';

// A new page is a file in pages/ and a name in this list.
const PAGES = [overviewPage];

const router = new Router(PAGES, document.getElementById('nav'), document.getElementById('content'));
const live = document.getElementById('live');
const liveText = document.getElementById('live-text');

follow(
  'api/overview',
  (data) => {
    document.title = `${data.identity.service || 'Meterweave'} · Meterweave`;
    router.update(data);
  },
  (state, waitMillis) => {
    setAttribute(live, 'data-state', state);
    setText(liveText, state === 'live' ? 'live' : `no answer, next attempt in ${Math.round(waitMillis / 1000)} s`);
  },
);
