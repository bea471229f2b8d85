package dev.parley.stt.sphinx;

import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.MixtureComponent;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;

/** A senone as Sphinx wants it, without any state: the scores are in {@link PtmScores}. */
final class PtmSenone implements Senone {
  private static final long serialVersionUID = 1L;

  private final int id;

  PtmSenone(int id) {
    this.id = id;
  }

  @Override
  public float getScore(Data feature) {
    return ((PtmScores) feature).senone(id);
  }

  @Override
  public long getID() {
    return id;
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PtmSenone that && that.id == id;
  }

  @Override
  public void dump(String message) {
    throw new UnsupportedOperationException("only decoding is supported");
  }

  @Override
  public float[] calculateComponentScore(Data feature) {
    throw new UnsupportedOperationException("only decoding is supported");
  }

  @Override
  public MixtureComponent[] getMixtureComponents() {
    throw new UnsupportedOperationException("only decoding is supported");
  }

  @Override
  public float[] getLogMixtureWeights() {
    throw new UnsupportedOperationException("only decoding is supported");
  }
}
