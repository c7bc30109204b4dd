/** YAML of other programs, as far as its lines show it. */
@NullMarked
package io.ecsharden.format.yaml;

import org.jspecify.annotations.NullMarked;
