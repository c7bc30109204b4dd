/**
 * The instance's files below a root. There is one way to write a file: it is the old or the new one
 * at any time, and no link is followed.
 */
@NullMarked
package io.ecsharden.host.files;

import org.jspecify.annotations.NullMarked;
