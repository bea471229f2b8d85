// The sentence that says what the caller talks to. It is put back when something takes it away, and as long as it
// can't be seen the microphone stays closed.

const TEXT = 'You are talking to an AI, not to a person.';
const LEAST_WIDTH = 120;
const LEAST_HEIGHT = 12;

export class Notice {
  constructor(root) {
    this.root = root;
    this.element = document.createElement('p');
    this.watcher = new MutationObserver(() => this.restore());
    this.restore();
  }

  static get text() {
    return TEXT;
  }

  restore() {
    const element = this.element;
    for (const name of element.getAttributeNames()) {
      element.removeAttribute(name);
    }
    element.className = 'notice';
    element.setAttribute('role', 'status');
    if (element.textContent !== TEXT) {
      element.textContent = TEXT;
    }
    if (this.root.firstChild !== element) {
      this.root.prepend(element);
    }
    this.watcher.disconnect();
    this.watcher.observe(this.root, {childList: true});
    this.watcher.observe(element, {attributes: true, childList: true, characterData: true, subtree: true});
  }

  /** Where it may be scrolled to counts as shown; hidden, transparent or shrunk to nothing doesn't. */
  get isShown() {
    this.restore();
    const {width, height} = this.element.getBoundingClientRect();
    return width >= LEAST_WIDTH && height >= LEAST_HEIGHT
      && this.element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true});
  }

  reveal() {
    this.element.scrollIntoView({block: 'nearest'});
  }
}
