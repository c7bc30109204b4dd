/**
 * The controls, one class each, and their registry, {@link io.ecsharden.control.check.Controls}.
 */
@NullMarked
package io.ecsharden.control.check;

import org.jspecify.annotations.NullMarked;
