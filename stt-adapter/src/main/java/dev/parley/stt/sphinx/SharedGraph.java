package dev.parley.stt.sphinx;

import edu.cmu.sphinx.linguist.Linguist;
import edu.cmu.sphinx.linguist.SearchGraph;
import edu.cmu.sphinx.util.props.PropertySheet;

/** Hands the one search graph to every decoder; Sphinx's linguists would compile it for each. */
final class SharedGraph implements Linguist {
  private final SearchGraph graph;

  SharedGraph(SearchGraph graph) {
    this.graph = graph;
  }

  @Override
  public SearchGraph getSearchGraph() {
    return graph;
  }

  @Override
  public void startRecognition() {}

  @Override
  public void stopRecognition() {}

  @Override
  public void allocate() {}

  @Override
  public void deallocate() {}

  @Override
  public void newProperties(PropertySheet properties) {}
}
