/** The one way to write a file: old or new, never between, and never through a link. */
@NullMarked
package io.ecsharden.host.files;

import org.jspecify.annotations.NullMarked;
