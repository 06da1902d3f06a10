// SPDX-License-Identifier: Apache-2.0

// The only place that makes elements. Whatever comes from the application becomes a text node or the
// value of an attribute named here in the code, so there is no way for it to become markup.

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an element; properties that start with "on" are listeners, the others are attributes. */
export function el(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** Makes an element of a drawing. */
export function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

/** Sets the text where it has changed, so that a selection in the rest of the page survives. */
export function setText(node, text) {
  const next = String(text);
  if (node.textContent !== next) {
    node.textContent = next;
  }
}

/** Sets or removes an attribute. */
export function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) {
    node.removeAttribute(name);
  } else if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, String(value));
  }
}

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else {
      setAttribute(node, name, value === true ? '' : value);
    }
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}
