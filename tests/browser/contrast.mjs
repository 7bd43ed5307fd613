// Runs in the page: says of a text whose contrast axe leaves open what is wrong with it, or nothing.
//
// axe gives up as soon as something may stand behind a text: a pseudo-element, a shape, a line drawn as a gradient, the edge of a box that
// scrolls. So this finds out what does stand behind it: the grounds of the elements around it, the shapes of its drawing, and the boxes of
// pseudo-elements, which must not touch it. Enter at `decideContrast`; `CONTRAST` is what a page is given.

/** @param {string} colour */
function colourOf(colour) {
  const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return colour.startsWith('rgb') ? { r, g, b, a } : undefined;
}

function over(top, ground) {
  const mix = (name) => top[name] * top.a + ground[name] * (1 - top.a);
  return { r: mix('r'), g: mix('g'), b: mix('b'), a: 1 };
}

/** As WCAG defines it. */
function luminance({ r, g, b }) {
  const channel = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
}

/** The ratio of two luminances. */
function contrast(a, b) {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Where the words of an element are. */
function boxesOf(element) {
  const boxes = [];
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE || !node.nodeValue.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    boxes.push(...range.getClientRects());
  }
  return boxes;
}

function touch(a, b) {
  return a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
}

/** The box of a pseudo-element that is placed by hand; false: there is none; true: it is somewhere in the text. */
function pseudoBox(element, which) {
  const style = getComputedStyle(element, which);
  if (style.content === 'none' || style.content === 'normal' || style.display === 'none') return false;
  const painted = colourOf(style.backgroundColor)?.a || style.backgroundImage !== 'none';
  if (!painted) return false;
  if (!['absolute', 'fixed'].includes(style.position)) return true;
  let holder = element;
  while (holder && getComputedStyle(holder).position === 'static') holder = holder.parentElement;
  const frame = (holder ?? document.documentElement).getBoundingClientRect();
  const edge = getComputedStyle(holder ?? document.documentElement);
  const left = frame.left + parseFloat(edge.borderLeftWidth) + parseFloat(style.left) + parseFloat(style.marginLeft);
  const top = frame.top + parseFloat(edge.borderTopWidth) + parseFloat(style.top) + parseFloat(style.marginTop);
  const wide = style.boxSizing === 'border-box' ? 0 : parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth);
  const high = style.boxSizing === 'border-box' ? 0 : parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth);
  return { left, top, right: left + parseFloat(style.width) + wide, bottom: top + parseFloat(style.height) + high };
}

/** The paints of the shapes right behind a text: for each of its points the topmost shape; nothing where there is none. */
function paintsBehind(text, boxes) {
  const all = [...text.ownerSVGElement.querySelectorAll('rect, circle, ellipse, path, polygon')];
  const shapes = all.filter((shape) => !shape.closest('defs') && shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
  const fills = shapes.reverse().map((shape) => ({ shape, style: getComputedStyle(shape) }));
  const painted = fills.filter(({ style }) => style.fill !== 'none');
  const found = new Set();
  for (const box of boxes) {
    for (const x of [0.02, 0.25, 0.5, 0.75, 0.98]) {
      for (const y of [0.2, 0.5, 0.8]) {
        const point = new DOMPoint(box.left + x * box.width, box.top + y * box.height);
        const isAt = ({ shape }) => shape.isPointInFill(point.matrixTransform(shape.getScreenCTM().inverse()));
        found.add(painted.find(isAt)?.style);
      }
    }
  }
  return [...found];
}

/** The colours behind `boxes`, from that of `start` outwards to the first that hides the rest; a text: why they cannot be told. */
function groundsBehind(boxes, start) {
  const found = [];
  for (let e = start; e; e = e.parentElement) {
    const here = getComputedStyle(e);
    if (Number(here.opacity) < 1) return `${e.localName} around it is not opaque`;
    if (here.backgroundImage !== 'none' && !/(^| )[0-3]px$/.test(here.backgroundSize)) return `a picture is behind it: ${here.backgroundImage}`;
    for (const which of ['::before', '::after']) {
      const box = pseudoBox(e, which);
      if (box === true || (box && boxes.some((words) => touch(words, box)))) return `${e.localName}.${e.className}${which} is behind it`;
    }
    const ground = colourOf(here.backgroundColor);
    if (!ground) return `the ground ${here.backgroundColor} cannot be read`;
    found.push(ground);
    if (ground.a === 1) break;
  }
  return found;
}

/** What is wrong with a text on `grounds`, or nothing. */
function faultOn(grounds, { element, style, isDrawn, colour }) {
  if (typeof grounds === 'string') return grounds;
  const ground = grounds.reverse().reduce((below, layer) => over(layer, below), { r: 255, g: 255, b: 255, a: 1 });
  const found = contrast(luminance(over(colour, ground)), luminance(ground));
  const size = parseFloat(style.fontSize) * (isDrawn ? element.getScreenCTM().a : 1);
  const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  return found >= least ? undefined : `contrast ${found.toFixed(2)}, less than ${least}`;
}

/** The first fault of a text of a drawing, on each of the shapes behind it. */
function faultOfDrawn(text, boxes) {
  const page = groundsBehind(boxes, text.element.ownerSVGElement);
  if (typeof page === 'string') return page;
  for (const paint of paintsBehind(text.element, boxes)) {
    const fill = paint && colourOf(paint.fill);
    if (paint && !fill) return `a shape behind it is filled with ${paint.fill}`;
    const layer = fill ? [{ ...fill, a: fill.a * Number(paint.fillOpacity) * Number(paint.opacity) }] : [];
    const fault = faultOn([...layer, ...page], text);
    if (fault) return fault;
  }
}

/** @param {Element} element */
function decideContrast(element) {
  const boxes = boxesOf(element);
  const style = getComputedStyle(element);
  const isDrawn = element instanceof SVGElement && element.ownerSVGElement;
  const written = isDrawn ? style.fill : style.color;
  const colour = colourOf(written);
  if (!colour) return `its colour ${written} cannot be read`;
  if (boxes.length === 0 && !element.matches('input, select, textarea')) return undefined;
  const text = { element, style, isDrawn, colour };
  return isDrawn ? faultOfDrawn(text, boxes) : faultOn(groundsBehind(boxes, element), text);
}

const PARTS = [colourOf, over, luminance, contrast, boxesOf, touch, pseudoBox, paintsBehind, groundsBehind, faultOn, faultOfDrawn, decideContrast];

/** A script with all of it, for a page. */
export const CONTRAST = `(() => {\n${PARTS.join('\n')}\nwindow.decideContrast = decideContrast;\n})();`;
