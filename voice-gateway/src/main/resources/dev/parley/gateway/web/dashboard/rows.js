// A list of rows that are kept while what they show is listed, so that focus and what was opened stay.

export class Rows {
  #rows = new Map();

  /** @param make gives a row: {element, show(item, now)} */
  constructor(parent, make) {
    this.parent = parent;
    this.make = make;
  }

  /** @param items [[key, item]] in the order wanted */
  show(items, now) {
    const wanted = new Set(items.map(([key]) => key));
    for (const [key, row] of this.#rows) {
      if (!wanted.has(key)) {
        row.element.remove();
        this.#rows.delete(key);
      }
    }
    let before = null;
    for (const [key, item] of items) {
      let row = this.#rows.get(key);
      if (!row) {
        row = this.make();
        this.#rows.set(key, row);
      }
      row.show(item, now);
      const place = before ? before.nextSibling : this.parent.firstChild;
      if (place !== row.element) {
        this.parent.insertBefore(row.element, place);
      }
      before = row.element;
    }
  }

  get keys() {
    return [...this.#rows.keys()];
  }

  get isInUse() {
    return this.parent.contains(document.activeElement)
      || (matchMedia('(hover: hover)').matches && this.parent.matches(':hover'));
  }
}
