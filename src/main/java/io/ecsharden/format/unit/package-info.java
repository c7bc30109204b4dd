/** Unit files, as systemd reads them. */
@NullMarked
package io.ecsharden.format.unit;

import org.jspecify.annotations.NullMarked;
