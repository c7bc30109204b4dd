/**
 * The command line: one class for each verb, which parses its options once, calls {@link
 * io.ecsharden.app}, prints through {@link io.ecsharden.report} and chooses the exit code. The only
 * package that prints and exits.
 */
@NullMarked
package io.ecsharden.cli;

import org.jspecify.annotations.NullMarked;
