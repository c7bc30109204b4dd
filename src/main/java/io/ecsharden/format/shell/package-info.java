/** Command lines, as a shell splits them. */
@NullMarked
package io.ecsharden.format.shell;

import org.jspecify.annotations.NullMarked;
