/**
 * The running tasks: which of them reach the metadata service, and why. Pure: from what was seen of
 * their containers to verdicts, and from those to outcomes.
 */
@NullMarked
package io.ecsharden.control.task;

import org.jspecify.annotations.NullMarked;
