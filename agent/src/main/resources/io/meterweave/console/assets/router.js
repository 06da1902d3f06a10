// SPDX-License-Identifier: Apache-2.0

import {el, setAttribute} from './dom.js';

/**
 * Shows the page and the section that the address names: #/page or #/page/section, with a page of
 * the empty name for #/ and #/section.
 *
 * A page is {id, sections: [{id, title}], mount(data) → {node, update(data)}}.
 */
export class Router {
  #pages;
  #content;
  #links = [];
  #page = null;
  #view = null;
  #data = null;

  constructor(pages, nav, content) {
    this.#pages = pages;
    this.#content = content;
    for (const page of pages) {
      for (const section of page.sections) {
        const path = [page.id, section.id].filter(Boolean).join('/');
        const link = el('a', {href: `#/${path}`}, section.title);
        this.#links.push({path, link});
        nav.append(link);
      }
    }
    addEventListener('hashchange', () => this.#show(true));
  }

  update(data) {
    this.#data = data;
    if (this.#view === null) {
      this.#show(location.hash.length > 2);
    } else {
      this.#view.update(data);
    }
  }

  #show(isScrolling) {
    if (this.#data === null || (location.hash && !location.hash.startsWith('#/'))) {
      return;
    }
    const path = location.hash.slice(2);
    const [first, second] = path.split('/');
    const named = this.#pages.find((page) => page.id === first);
    const page = named ?? this.#pages[0];
    if (page !== this.#page) {
      this.#page = page;
      this.#view = page.mount(this.#data);
      this.#content.replaceChildren(this.#view.node);
    }
    this.#view.update(this.#data);
    for (const {path: each, link} of this.#links) {
      setAttribute(link, 'aria-current', each === path ? 'true' : null);
    }
    const section = document.getElementById((page.id && named ? second : first) || '');
    if (isScrolling) {
      (section ?? document.body).scrollIntoView();
    }
  }
}
