package dev.parley.gateway.policy;

import java.util.Map;

/**
 * One rule of a policy file.
 *
 * @param file it stands in
 * @param says in a sentence, for people
 * @param status in-force, upcoming or proposed; all of them are kept
 * @param since date from which on, or empty
 * @param source where it was read
 * @param isText whether the law itself was read, not a page about it
 * @param checked when
 * @param requires by name; the schema of the files lists them
 */
public record Rule(
    String file,
    String id,
    String law,
    String says,
    String status,
    String since,
    String source,
    boolean isText,
    String checked,
    Map<String, Object> requires) {

  public Rule {
    requires = Map.copyOf(requires);
  }
}
