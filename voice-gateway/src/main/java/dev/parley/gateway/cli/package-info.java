/**
 * The command line: {@code ./parley} and its sub-commands. Arguments and settings go in; text for
 * people, JSON for programs and exit codes come out. It starts and asks the other parts and must
 * not do their work, nor know an engine.
 */
@NullMarked
package dev.parley.gateway.cli;

import org.jspecify.annotations.NullMarked;
