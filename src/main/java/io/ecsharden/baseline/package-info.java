/**
 * The desired state of a container instance: baseline files, the built-in profiles, expectations
 * and waivers. Every mistake in a file is collected, then all are reported at once. Pure: files
 * come in through {@link io.ecsharden.baseline.BaselineSource}, the clock as an argument.
 */
@NullMarked
package io.ecsharden.baseline;

import org.jspecify.annotations.NullMarked;
