package dev.parley.gateway.cli;

import picocli.CommandLine.IVersionProvider;

/** Version, commit and Java, for reports of defects. */
final class ParleyVersion implements IVersionProvider {
  /** Set by the start script, which knows the checkout. */
  static final String COMMIT_PROPERTY = "parley.commit";

  @Override
  public String[] getVersion() {
    String version = Parley.class.getPackage().getImplementationVersion();
    String commit = System.getProperty(COMMIT_PROPERTY, "");
    return new String[] {
      "Parley "
          + (version == null ? "(unpackaged classes)" : version)
          + (commit.isEmpty() ? "" : " (" + commit + ")"),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
    };
  }
}
