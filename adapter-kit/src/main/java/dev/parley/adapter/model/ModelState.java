package dev.parley.adapter.model;

/** What lies in the models folder of a model. The worst of its files counts. */
public enum ModelState {
  /** Nothing of it. */
  ABSENT,
  /** Some files, or the beginning of one: a pull was interrupted and can be continued. */
  PARTIAL,
  /** Complete, but the catalogue has no SHA-256 to check it against: no engine loads it. */
  UNVERIFIABLE,
  /** A file is not what the catalogue says. */
  DAMAGED,
  /** Every file has the SHA-256 of the catalogue. */
  VERIFIED
}
