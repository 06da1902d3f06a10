// SPDX-License-Identifier: Apache-2.0

import {el, setAttribute, setText} from './dom.js';

/**
 * A table that keeps its rows while their numbers change, so that focus, selection and scroll
 * position stay where they are.
 *
 * A column is {id, title, hint, isNumber, value(row), text(row)} for text, with isRowHeader for the
 * one that names the row, or {…, make() → {node, update(row)}} for more than text; one with value
 * can be sorted by.
 */
export class Table {
  #columns;
  #keyOf;
  #rows = new Map();
  #shown = [];
  #sort;
  #heads = new Map();
  #body = el('tbody', {role: 'rowgroup'});
  #select;

  constructor({caption, columns, keyOf, sort}) {
    this.#columns = columns;
    this.#keyOf = keyOf;
    this.#sort = sort;
    this.#select = this.#sortSelect(columns);
    this.node = el(
      'div',
      {class: 'table-frame'},
      this.#select ? el('label', {class: 'sort-narrow'}, 'Sort by ', this.#select) : null,
      el(
        'table',
        {role: 'table'},
        el('caption', {class: 'hidden'}, caption),
        el('thead', {role: 'rowgroup'}, el('tr', {role: 'row'}, ...columns.map((column) => this.#head(column)))),
        this.#body,
      ),
    );
  }

  /** Shows these rows and no others. */
  update(rows) {
    this.#shown = withKeys(rows, this.#keyOf);
    const alive = new Set();
    for (const {key, row} of this.#shown) {
      alive.add(key);
      let known = this.#rows.get(key);
      if (!known) {
        known = this.#makeRow();
        this.#rows.set(key, known);
      }
      known.update(row);
    }
    for (const [key, known] of this.#rows) {
      if (!alive.has(key)) {
        known.node.remove();
        this.#rows.delete(key);
      }
    }
    this.#order();
  }

  #order() {
    const column = this.#columns.find(({id}) => id === this.#sort?.id);
    const sorted = column ? this.#shown.toSorted((a, b) => this.#compare(column, a, b)) : this.#shown;
    sorted.forEach((row, i) => {
      const {node} = this.#rows.get(row.key);
      if (this.#body.children[i] !== node) {
        this.#body.insertBefore(node, this.#body.children[i] ?? null);
      }
    });
    for (const [id, head] of this.#heads) {
      const isSorted = id === this.#sort?.id;
      setAttribute(head, 'aria-sort', isSorted ? (this.#sort.isDescending ? 'descending' : 'ascending') : null);
    }
  }

  /** Unknown values come last, whichever way the others go; equal ones stay in the order of names. */
  #compare(column, a, b) {
    const [x, y] = [column.value(a.row), column.value(b.row)];
    if (x === null || y === null) {
      return (x === null) - (y === null) || byKey(a, b);
    }
    const order = typeof x === 'string' ? x.localeCompare(y, 'en') : x - y;
    return (this.#sort.isDescending ? -order : order) || byKey(a, b);
  }

  #head(column) {
    const title = column.value
      ? el('button', {type: 'button', class: 'sort', title: column.hint, onclick: () => this.#sortBy(column)},
          el('span', {}, column.title))
      : column.title;
    const head = el('th', {scope: 'col', role: 'columnheader', class: cellClass(column)}, title);
    if (column.value) {
      this.#heads.set(column.id, head);
    }
    return head;
  }

  #sortBy(column) {
    const isAgain = this.#sort?.id === column.id;
    this.#sort = {id: column.id, isDescending: isAgain ? !this.#sort.isDescending : Boolean(column.isNumber)};
    if (this.#select) {
      this.#select.value = column.id;
    }
    this.#order();
  }

  #sortSelect(columns) {
    const sortable = columns.filter((column) => column.value);
    if (sortable.length < 2) {
      return null;
    }
    const select = el(
      'select',
      {onchange: () => this.#sortBy(columns.find(({id}) => id === select.value))},
      ...sortable.map(({id, title}) => el('option', {value: id, selected: id === this.#sort?.id}, title)),
    );
    return select;
  }

  #makeRow() {
    const cells = this.#columns.map((column) => {
      const inner = column.make?.();
      const name = column.isRowHeader ? 'th' : 'td';
      const node = el(
        name,
        {
          class: cellClass(column),
          role: column.isRowHeader ? 'rowheader' : 'cell',
          scope: column.isRowHeader ? 'row' : null,
          'data-label': column.title,
        },
        inner ? inner.node : '',
      );
      return {node, update: inner ? inner.update : (row) => setText(node, column.text(row))};
    });
    return {
      node: el('tr', {role: 'row'}, ...cells.map(({node}) => node)),
      update: (row) => cells.forEach((cell) => cell.update(row)),
    };
  }
}

/** Gives every row a key of its own: one method may be there twice, in two class loaders. */
function withKeys(rows, keyOf) {
  const seen = new Map();
  return rows.map((row) => {
    const key = keyOf(row);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return {key: times > 1 ? `${key} ${times}` : key, row};
  });
}

function byKey(a, b) {
  return a.key.localeCompare(b.key, 'en');
}

function cellClass(column) {
  return [column.isNumber ? 'number' : '', `column-${column.id}`].filter(Boolean).join(' ');
}
