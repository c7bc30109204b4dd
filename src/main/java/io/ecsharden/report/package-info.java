/**
 * What a run found, and one writer for each format ({@link io.ecsharden.report.Format}). Pure: it
 * makes text, and prints nothing.
 */
@NullMarked
package io.ecsharden.report;

import org.jspecify.annotations.NullMarked;
