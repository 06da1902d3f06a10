// SPDX-License-Identifier: Apache-2.0

/** What stands where there is no number: nobody asked for it, or there was no call yet. */
export const NONE = '–';

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 2});

export function count(n) {
  if (n === null) {
    return NONE;
  }
  return n < 1e6 ? whole.format(n) : short.format(n);
}

export function rate(perSecond) {
  if (perSecond === null) {
    return NONE;
  }
  return perSecond === 0 ? '0' : significant(perSecond);
}

export function percent(share) {
  if (share === null) {
    return NONE;
  }
  if (share === 0) {
    return '0 %';
  }
  return share < 0.0001 ? '< 0.01 %' : `${significant(share * 100)} %`;
}

export function duration(millis) {
  if (millis === null) {
    return NONE;
  }
  if (millis < 1) {
    return `${significant(millis * 1000)} µs`;
  }
  if (millis < 1000) {
    return `${significant(millis)} ms`;
  }
  return millis < 60000 ? `${significant(millis / 1000)} s` : `${significant(millis / 60000)} min`;
}

export function uptime(millis) {
  const seconds = Math.floor(millis / 1000);
  const units = [['d', Math.floor(seconds / 86400)], ['h', Math.floor(seconds / 3600) % 24],
    ['min', Math.floor(seconds / 60) % 60], ['s', seconds % 60]];
  const first = units.findIndex(([, n]) => n > 0);
  return first < 0 ? '0 s' : units.slice(first, first + 2).map(([unit, n]) => `${n} ${unit}`).join(' ');
}

/** Splits com.acme.Outer$Inner.method into the package, the class and the method. */
export function splitFunction(name) {
  const dot = name.lastIndexOf('.');
  const owner = name.slice(0, Math.max(dot, 0));
  const ownerDot = owner.lastIndexOf('.');
  return {
    pack: owner.slice(0, Math.max(ownerDot, 0)),
    owner: owner.slice(ownerDot + 1).replaceAll('$', '.'),
    method: name.slice(dot + 1),
  };
}

/** Splits com.acme.Outer$Inner, where a class as a whole is meant. */
export function splitClass(name) {
  const dot = name.lastIndexOf('.');
  return {pack: name.slice(0, Math.max(dot, 0)), owner: '', method: name.slice(dot + 1).replaceAll('$', '.')};
}

/** Writes the parameters of a descriptor as source code does: (Ljava/lang/String;[I)V → (String, int[]). */
export function parameters(descriptor) {
  if (!descriptor) {
    return '';
  }
  const inner = descriptor.slice(1, Math.max(descriptor.indexOf(')'), 1));
  const types = inner.match(/\[*(?:L[^;]*;|[BCDFIJSZ])/g) ?? [];
  return `(${types.map(simpleType).join(', ')})`;
}

const PRIMITIVES = {
  B: 'byte', C: 'char', D: 'double', F: 'float', I: 'int', J: 'long', S: 'short', Z: 'boolean',
};

function simpleType(type) {
  const depth = type.lastIndexOf('[') + 1;
  const element = type.slice(depth);
  const name = element.startsWith('L')
    ? element.slice(Math.max(element.lastIndexOf('/'), 0) + 1, -1).replaceAll('$', '.')
    : PRIMITIVES[element];
  return name + '[]'.repeat(depth);
}

function significant(n) {
  const digits = n >= 100 ? 0 : n >= 10 ? 1 : 2;
  return n >= 1e6 ? short.format(n) : n.toLocaleString('en', {maximumFractionDigits: digits, minimumFractionDigits: n < 10 && n >= 0.01 ? digits : 0, ...(n < 0.01 ? {maximumSignificantDigits: 2} : {})});
}
