/**
 * The files' formats: parsers that keep every byte that they do not own. Pure; they know bytes and
 * lines, not what a setting means.
 */
@NullMarked
package io.ecsharden.format;

import org.jspecify.annotations.NullMarked;
